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

export interface Limits {
  deadline?: number;
  budget?: number;
  hours_per_week?: number;
  via: string[];
  avoid: string[];
  kinds: string[];
  no_pay_cut: boolean;
  resource_types: string[];
  resource_formats: string[];
  languages: string[];
  include_inactive: boolean;
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
  limits: Limits;
  optimal: boolean;
  ways: Route[];
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
  limits: Limits;
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
  | "column.resource"
  | "column.role"
  | "column.score"
  | "column.stage"
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
  | "first"
  | "first.learned"
  | "first.now"
  | "first.rest"
  | "first.wait"
  | "free"
  | "hours"
  | "in_words"
  | "kind.ladder"
  | "kind.ladder.long"
  | "kind.lattice"
  | "kind.lattice.long"
  | "learning"
  | "ledger"
  | "ledger.note"
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
  | "less.cost"
  | "less.hours"
  | "less.months"
  | "licence"
  | "limit.avoid"
  | "limit.budget"
  | "limit.deadline"
  | "limit.hours"
  | "limit.inactive"
  | "limit.ladder"
  | "limit.lattice"
  | "limit.learning"
  | "limit.pay"
  | "limit.via"
  | "limits"
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
  | "more.cost"
  | "more.hours"
  | "more.months"
  | "moves.one"
  | "moves.other"
  | "no_route"
  | "no_route.already_there"
  | "no_route.constraints"
  | "no_route.no_moves"
  | "no_route.no_resource"
  | "no_route.time"
  | "none"
  | "noscript"
  | "reach.about"
  | "reach.all_ways"
  | "reach.any_budget"
  | "reach.back"
  | "reach.band"
  | "reach.band.first"
  | "reach.beyond"
  | "reach.budget"
  | "reach.choose"
  | "reach.found.one"
  | "reach.found.other"
  | "reach.from"
  | "reach.honest"
  | "reach.months"
  | "reach.never"
  | "reach.none"
  | "reach.only_free"
  | "reach.shown"
  | "reach.today"
  | "reach.unproven"
  | "reach.ways"
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
  | "role.stay"
  | "role.taught.one"
  | "role.taught.other"
  | "role.teaches.range"
  | "roles.one"
  | "roles.other"
  | "route.all"
  | "route.back"
  | "route.best"
  | "route.by_way"
  | "route.compare"
  | "route.direct"
  | "route.first"
  | "route.learning"
  | "route.proven"
  | "route.straight"
  | "route.unproven"
  | "route.until"
  | "route.via"
  | "routes"
  | "same"
  | "score.note"
  | "search"
  | "search.by_alias"
  | "search.by_skill"
  | "search.found.one"
  | "search.found.other"
  | "search.none"
  | "search.placeholder"
  | "skills.one"
  | "skills.other"
  | "skip.words"
  | "stage"
  | "stage.by"
  | "stage.gap"
  | "stage.learning"
  | "stage.practised"
  | "stage.qualified"
  | "success"
  | "time"
  | "time.learn"
  | "time.move"
  | "time.wait"
  | "title.lattice"
  | "title.reach"
  | "title.route"
  | "to_words"
  | "total"
  | "words.intro.lattice"
  | "words.intro.reach"
  | "words.intro.route"
  | "words.way"
  | "words.whole";
