/** Draws the signs of roles; each has a form of its own. */

import type { Sign } from "./look";
import type { Theme } from "./theme";

const FULL = Math.PI * 2;

/** The radius of a role in the drawing's units: large enough to see and to touch, never a balloon. */
export function radius(scale: number): number {
  return Math.min(17, Math.max(11, 3.6 / scale), 13 / scale + 2);
}

export function drawSign(
  ctx: CanvasRenderingContext2D,
  sign: Sign,
  x: number,
  y: number,
  r: number,
  hue: string,
  theme: Theme,
): void {
  switch (sign) {
    case "faint":
      ctx.globalAlpha = 0.28;
      disc(ctx, x, y, r * 0.8, hue);
      ctx.globalAlpha = 1;
      return;
    case "chosen":
    case "start":
      disc(ctx, x, y, r * 1.15, hue);
      ring(ctx, x, y, r * 1.15, theme.ground, r * 0.22);
      ring(ctx, x, y, r * 1.55, theme.ink, r * 0.26);
      return;
    case "target":
      ring(ctx, x, y, r * 1.5, theme.ink, r * 0.26);
      ring(ctx, x, y, r * 0.95, theme.ink, r * 0.26);
      disc(ctx, x, y, r * 0.5, hue);
      return;
    case "in":
      disc(ctx, x, y, r, theme.ground);
      ring(ctx, x, y, r * 0.85, hue, r * 0.34);
      return;
    case "step":
      disc(ctx, x, y, r * 1.1, hue);
      ring(ctx, x, y, r * 1.1, theme.ink, r * 0.22);
      return;
    case "near1":
      disc(ctx, x, y, r * 1.1, theme.near);
      return;
    case "near2":
    case "near3":
    case "near4":
      wedge(ctx, x, y, r * 1.1, { near2: 0.75, near3: 0.5, near4: 0.25 }[sign], theme);
      return;
    case "covered":
      disc(ctx, x, y, r * 1.1, theme.near);
      return;
    case "thin":
      wedge(ctx, x, y, r * 1.1, 0.5, theme);
      return;
    case "exposed":
      disc(ctx, x, y, r * 1.1, theme.ground);
      ring(ctx, x, y, r, theme.warn, r * 0.32);
      cross(ctx, x, y, r * 0.5, theme.warn, r * 0.28);
      return;
    default:
      disc(ctx, x, y, r, hue);
  }
}

function disc(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, colour: string): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, FULL);
  ctx.fillStyle = colour;
  ctx.fill();
}

function ring(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, colour: string, width: number): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, FULL);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** A disc that is full to a share, like a clock that has run on. */
function wedge(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, share: number, theme: Theme): void {
  disc(ctx, x, y, r, theme.ground);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.arc(x, y, r, -Math.PI / 2, -Math.PI / 2 + FULL * share);
  ctx.closePath();
  ctx.fillStyle = theme.near;
  ctx.fill();
  ring(ctx, x, y, r * 0.93, theme.near, r * 0.16);
}

function cross(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, colour: string, width: number): void {
  ctx.beginPath();
  ctx.moveTo(x - r, y - r);
  ctx.lineTo(x + r, y + r);
  ctx.moveTo(x + r, y - r);
  ctx.lineTo(x - r, y + r);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}
