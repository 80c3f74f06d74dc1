// Made by `python -m tests.unit.maps.contract` from lattice/maps/scene.py: don't change it by hand.

export interface Backer {
  person: number;
  months: number;
  readiness: number;
  horizon: number;
}

export interface Band {
  name: string;
  start: number;
  size: number;
}

export interface BrokenChain {
  role: number;
  reason: "nobody" | "not_ready" | "circle";
  lacking: number[];
  remedies: Remedy[];
}

export interface Chain {
  role: number;
  months: number;
  steps: Handover[];
  ends_in?: number;
  breaks?: BrokenChain;
}

export interface CriticalRole {
  role: number;
  seats: number;
  incumbents: number[];
  bench: Backer[];
  secured: number[];
  status: ("covered" | "thin" | "exposed")[];
}

export interface Excluded {
  person: number;
  role: number;
  because: string;
  by?: string;
  on?: string;
}

export interface Family {
  name: string;
  start: number;
  size: number;
  area: number;
}

export interface Handover {
  seat: number;
  person: number;
  frees: number;
  months: number;
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

export interface Planned {
  id: string;
  name: string;
  role: number;
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

export interface Remedy {
  person: number;
  frees: number;
  months: number;
  readiness: number;
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
  succession?: SuccessionPart;
}

export interface Secured {
  role: number;
  person: number;
  months: number;
}

export interface Shortage {
  roles: number[];
  seats: number;
  people: number[];
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

export interface SuccessionPart {
  seats: number;
  vistas: Vista[];
  roles: CriticalRole[];
  chains: Chain[];
  exclusions: Excluded[];
  departed: number[];
  seatless: number[];
  people: Planned[];
}

export interface Traveller {
  name: string;
  role: number;
  budget?: number;
}

export interface Vista {
  months: number;
  secured: number;
  naive: number;
  shortages: Shortage[];
  key_people: number[];
  assignment: Secured[];
}

/** The keys of the catalogue. */
export type TextKey =
  | "and_more"
  | "area.count.one"
  | "area.count.other"
  | "area.none"
  | "areas"
  | "as_of"
  | "column.also"
  | "column.cost"
  | "column.hours"
  | "column.months"
  | "column.moves"
  | "column.naive"
  | "column.person"
  | "column.readiness"
  | "column.resource"
  | "column.role"
  | "column.score"
  | "column.seats"
  | "column.secured"
  | "column.stage"
  | "column.success"
  | "column.teaches"
  | "column.today"
  | "column.type"
  | "column.way"
  | "confidential"
  | "confidential.line"
  | "describe.lattice"
  | "describe.reach"
  | "describe.route"
  | "describe.succession"
  | "digest"
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
  | "legend.assigned"
  | "legend.backer"
  | "legend.chosen"
  | "legend.covered"
  | "legend.exposed"
  | "legend.in"
  | "legend.ladder"
  | "legend.other"
  | "legend.out"
  | "legend.role"
  | "legend.route"
  | "legend.start"
  | "legend.target"
  | "legend.thin"
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
  | "map.no_roles"
  | "map.no_roles.text"
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
  | "own_budget.routes"
  | "own_budget.ways"
  | "print.part"
  | "reach.about"
  | "reach.all_ways"
  | "reach.any_budget"
  | "reach.back"
  | "reach.band"
  | "reach.band.first"
  | "reach.beyond"
  | "reach.beyond.months"
  | "reach.budget"
  | "reach.choose"
  | "reach.found.one"
  | "reach.found.other"
  | "reach.from"
  | "reach.honest"
  | "reach.honest.months"
  | "reach.months"
  | "reach.never"
  | "reach.no_moves"
  | "reach.none"
  | "reach.none.months"
  | "reach.nothing"
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
  | "status.covered"
  | "status.covered.means"
  | "status.exposed"
  | "status.exposed.means"
  | "status.thin"
  | "status.thin.means"
  | "success"
  | "succession.also.one"
  | "succession.also.other"
  | "succession.assignment"
  | "succession.back"
  | "succession.behind"
  | "succession.bench"
  | "succession.bench.none"
  | "succession.breaks.circle"
  | "succession.breaks.nobody"
  | "succession.breaks.not_ready"
  | "succession.cell"
  | "succession.chain"
  | "succession.departed"
  | "succession.elsewhere"
  | "succession.ends"
  | "succession.excluded"
  | "succession.external"
  | "succession.gap"
  | "succession.holders"
  | "succession.horizon"
  | "succession.in"
  | "succession.key"
  | "succession.key.note"
  | "succession.lacking"
  | "succession.nobody"
  | "succession.none"
  | "succession.none.text"
  | "succession.now"
  | "succession.own"
  | "succession.paper"
  | "succession.person"
  | "succession.readiness"
  | "succession.ready"
  | "succession.ready_in"
  | "succession.remedy"
  | "succession.roles"
  | "succession.seatless"
  | "succession.secured"
  | "succession.short.people"
  | "succession.short.persons.one"
  | "succession.short.persons.other"
  | "succession.short.roles"
  | "succession.short.seats.one"
  | "succession.short.seats.other"
  | "succession.shortages"
  | "succession.shortages.note"
  | "succession.spare"
  | "succession.step"
  | "succession.uncritical"
  | "time"
  | "time.learn"
  | "time.move"
  | "time.wait"
  | "title.lattice"
  | "title.reach"
  | "title.route"
  | "title.succession"
  | "to_words"
  | "total"
  | "words.intro.lattice"
  | "words.intro.reach"
  | "words.intro.route"
  | "words.intro.succession"
  | "words.way"
  | "words.whole";
