/** The page's script: reads the data that stands in the page and does what its kind of map needs. */

import { Frame } from "./frame";
import { lattice } from "./kind-lattice";
import { reach } from "./kind-reach";
import { route } from "./kind-route";
import { succession } from "./kind-succession";
import type { Scene } from "./scene";

const KINDS: Record<Scene["kind"], (frame: Frame) => void> = { lattice, reach, route, succession };

const data = document.getElementById("scene");
const scene = JSON.parse(data?.textContent ?? "") as Scene;
KINDS[scene.kind](new Frame(scene));
document.documentElement.setAttribute("data-ready", "");
