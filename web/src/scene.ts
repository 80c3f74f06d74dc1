// Made by `python -m tests.unit.maps.contract` from lattice/maps/scene.py: don't change it by hand.

export interface Band {
  name: string;
  start: number;
  size: number;
}

export interface Family {
  name: string;
  start: number;
  size: number;
  area: number;
}

export interface Learning {
  resource: string;
  hours: number;
  cost: number;
  raises: Raise[];
}

export interface MissingLevel {
  skill: string;
  have: number;
  need: number;
  essential: boolean;
}

export interface Moves {
  start: number[];
  target: number[];
  ladder: number[];
  months: number[];
  success: number[];
  observed: number[];
}

export interface Network {
  nodes: Record<string, unknown>[];
  edges: Record<string, unknown>[];
  options: Record<string, unknown>;
}

export interface NoRoute {
  reason: "no_moves" | "no_resource" | "constraints" | "already_there";
  detail: string;
  skills: string[];
}

export interface Raise {
  skill: string;
  from: number;
  to: number;
}

export interface ReachPart {
  person: Traveller;
  within: number;
  budget?: number;
  max_moves: number;
  optimal: boolean;
  ways: Way[];
}

export interface Requirements {
  start: number[];
  skill: number[];
  level: number[];
  entry: number[];
  importance: number[];
  essential: number[];
}

export interface Resource {
  id: string;
  title: string;
  type: string;
  hours: number;
  cost: number;
  provider?: string;
  url?: string;
  teaches: [number, number, number][];
}

export interface Role {
  id: string;
  title: string;
  family: number;
  grade: number;
  x: number;
  y: number;
  dwell: number;
  aliases: string[];
  description?: string;
  salary?: number;
  location?: string;
  critical: boolean;
  seats?: number;
  people?: number;
  holders: string[];
}

export interface Route {
  score: number;
  months: number;
  cost: number;
  hours: number;
  success: number;
  moves: number;
  roles: string[];
  stages: Stage[];
}

export interface RoutePart {
  person: Traveller;
  target: number;
  weights: Record<string, number>;
  max_moves: number;
  pareto: boolean;
  optimal: boolean;
  bound?: number;
  routes: Route[];
  no_route?: NoRoute;
}

export interface Scene {
  schema: "lattice.map/1";
  kind: "lattice" | "route" | "reach" | "succession";
  audience: "employee" | "coach" | "planner";
  language: string;
  texts: Record<string, string>;
  title: string;
  lattice: string;
  as_of: string;
  digest?: string;
  licence?: string;
  attribution?: string;
  currency?: string;
  levels: string[];
  width: number;
  height: number;
  areas: Band[];
  families: Family[];
  grades: Band[];
  roles: Role[];
  skills: Skill[];
  requirements: Requirements;
  moves: Moves;
  resources: Resource[];
  network: Network;
  route?: RoutePart;
  reach?: ReachPart;
}

export interface Skill {
  id: string;
  name: string;
  aliases: string[];
}

export interface Stage {
  from: string;
  to: string;
  kind: "ladder" | "lattice";
  months: number;
  dwell_months: number;
  learning_months: number;
  move_months: number;
  hours: number;
  cost: number;
  success: number;
  gap: MissingLevel[];
  practised: Raise[];
  learning: Learning[];
}

export interface Traveller {
  name: string;
  role: number;
}

export interface Way {
  role: number;
  months: number;
  cost: number;
  hours: number;
  success: number;
  stages: Stage[];
}

/** The keys of the catalogue. */
export type TextKey =
  | "and_more"
  | "area.count.one"
  | "area.count.other"
  | "area.none"
  | "areas"
  | "as_of"
  | "column.cost"
  | "column.hours"
  | "column.months"
  | "column.moves"
  | "column.provider"
  | "column.resource"
  | "column.role"
  | "column.success"
  | "column.teaches"
  | "column.type"
  | "column.way"
  | "confidential"
  | "confidential.line"
  | "describe.lattice"
  | "describe.reach"
  | "describe.route"
  | "describe.succession"
  | "filter"
  | "filter.any"
  | "filter.any_skill"
  | "filter.area"
  | "filter.clear"
  | "filter.family"
  | "filter.grade_from"
  | "filter.grade_to"
  | "filter.shown"
  | "filter.skill"
  | "free"
  | "hours"
  | "in_words"
  | "kind.ladder"
  | "kind.ladder.long"
  | "kind.lattice"
  | "kind.lattice.long"
  | "learning"
  | "legend"
  | "legend.chosen"
  | "legend.in"
  | "legend.ladder"
  | "legend.other"
  | "legend.out"
  | "legend.role"
  | "legend.route"
  | "legend.start"
  | "legend.target"
  | "licence"
  | "made_by"
  | "map.fit"
  | "map.grade"
  | "map.help"
  | "map.label"
  | "map.nothing"
  | "map.zoom_in"
  | "map.zoom_out"
  | "months.one"
  | "months.other"
  | "none"
  | "noscript"
  | "read.choose"
  | "read.column"
  | "read.height"
  | "read.title"
  | "role"
  | "role.aliases"
  | "role.asked"
  | "role.asks"
  | "role.asks.none"
  | "role.asks.note"
  | "role.close"
  | "role.critical"
  | "role.day_one"
  | "role.desirable"
  | "role.essential"
  | "role.family"
  | "role.grade"
  | "role.holders"
  | "role.in"
  | "role.in.none"
  | "role.location"
  | "role.more"
  | "role.observed"
  | "role.out"
  | "role.out.none"
  | "role.people"
  | "role.salary"
  | "role.seats"
  | "role.settled"
  | "role.show"
  | "role.stay"
  | "role.taught.one"
  | "role.taught.other"
  | "role.teaches"
  | "role.teaches.none"
  | "role.teaches.range"
  | "search"
  | "search.by_alias"
  | "search.by_skill"
  | "search.found.one"
  | "search.found.other"
  | "search.none"
  | "search.placeholder"
  | "skip.words"
  | "success"
  | "title.lattice"
  | "title.reach"
  | "title.route"
  | "to_map"
  | "to_words"
  | "words.intro.lattice"
  | "words.way"
  | "writing";
