// The contract of /api/v1, by hand until the server's OpenAPI document is there to make it from.

export interface FieldError {
  field: string;
  message: string;
  mend?: string;
}

export interface Problem {
  title: string;
  detail?: string;
  status: number;
  errors?: FieldError[];
}

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export type Role = 'administrator' | 'supervisor' | 'attendant' | 'agent' | 'user' | 'reader';

export interface Session {
  user: string;
  name?: string;
  role: Role;
  /** The person in the company document whose account it is. */
  person?: string | null;
}

export type Health = 'Unknown' | 'Up' | 'Degraded' | 'Down';

export interface PeerStatus {
  peer: string;
  state: Health;
  detail: string;
}

export interface LineStatus {
  name: string;
  kind: string;
  state: Health;
  calls: number;
  channels?: number | null;
  peers: PeerStatus[];
  detail: string;
}

export type FindingLevel = 'Good' | 'Warning' | 'Error';

export interface Finding {
  code: string;
  level: FindingLevel;
  where: string;
  text: string;
  mend: string;
}

export interface Doctor {
  at: string;
  findings: Finding[];
}

export interface HourCount {
  hour: number;
  calls: number;
  answered: number;
}

export interface Alarm {
  level: FindingLevel;
  text: string;
  since?: string;
}

export interface Overview {
  state: Health;
  version: string;
  startedAt: string;
  calls: number;
  lines: LineStatus[];
  phones: { known: number; registered: number };
  today: HourCount[];
  alarms: Alarm[];
}

export interface Party {
  number: string;
  name: string;
  isAnonymous?: boolean;
}

export interface CallEnd {
  side: 'Unknown' | 'Caller' | 'Callee' | 'System';
  cause: string;
  sipStatus?: number;
  q850?: number;
  detail?: string;
}

export type CallPhase = 'Calling' | 'Ringing' | 'Talking' | 'Held' | 'Ended';

export interface Leg {
  id: string;
  kind: 'Line' | 'Teams' | 'Phone';
  isIncoming: boolean;
  name: string;
  user?: string | null;
  peer: string;
  sipCallId: string;
  startedAt: string;
  ringingAt?: string | null;
  answeredAt?: string | null;
  isHeld?: boolean;
  endedAt?: string | null;
  end?: CallEnd | null;
  media?: Record<string, unknown> | null;
}

export interface Passage {
  flow: string;
  step: string;
  value: string;
  result: string;
}

export interface Recording {
  call: string;
  bytes: number;
  /** A day; null: nobody deletes it by itself. */
  keepUntil?: string | null;
  /** As hh:mm:ss. */
  length?: string | null;
  segments: { at: string; mark: string }[];
  isWhole: boolean;
}

export interface Call {
  id: string;
  startedAt: string;
  caller: Party;
  called: Party;
  answeredAt?: string | null;
  endedAt?: string | null;
  end?: CallEnd | null;
  phase: CallPhase;
  mergedInto?: string | null;
  answeredBy?: Leg | null;
  legs?: Leg[];
  path?: Passage[];
}

export interface SipMessage {
  at: string;
  isSent: boolean;
  protocol: string;
  local: string;
  remote: string;
  sipCallId: string;
  text: string;
}

export interface PhoneBinding {
  source: string;
  transport: string;
  contact: string;
  userAgent: string;
  expires: string;
}

export interface Phone {
  name: string;
  owner: string;
  bindings: PhoneBinding[];
}

export interface RouteStep {
  code: string;
  depth: number;
  values: string[];
  text?: string;
}

export interface RoutePlace {
  kind: 'Teams' | 'Voicemail' | 'Device' | 'Number';
  name: string;
  lines: string[];
  delaySeconds: number;
}

export interface RouteStage {
  places: RoutePlace[];
  ringSeconds?: number | null;
  onNoAnswer?: RouteStage | null;
  onBusy?: RouteStage | null;
  onUnreachable?: RouteStage | null;
}

export interface Route {
  at: string;
  caller: Party;
  called: Party;
  steps: RouteStep[];
  refusal?: CallEnd | null;
  ring?: RouteStage | null;
  action?: string | null;
}

export interface Change {
  path: string;
  before?: string | null;
  after?: string | null;
}

export interface Preview {
  changes: Change[];
}

/** The company document as JSON, in the shape that the guide describes. Kept open: what the page does not know, it leaves as it is. */
export type Entry = Record<string, unknown>;
export type CompanyDocument = Record<string, unknown>;

export interface CompanyReply {
  version: number;
  appliedBy: string;
  appliedAt: string;
  document: CompanyDocument;
}

export interface Version {
  version: number;
  appliedBy: string;
  appliedAt: string;
}

export type CalendarOutcome = 'Active' | 'Overtime' | 'Active1' | 'Active2' | 'Active3' | 'OutOfService';

export interface CalendarDay {
  date: string;
  outcome: CalendarOutcome;
  reason?: string;
  name?: string | null;
}

export interface CalendarYear {
  name: string;
  year: number;
  now?: { outcome: CalendarOutcome; reason: string; until?: string | null; switch?: string };
  days: CalendarDay[];
}

export interface TrialLine {
  kind: string;
  value: string;
  result: string;
  step: string;
}

export interface Account {
  user: string;
  name?: string;
  role: Role;
  person?: string | null;
  isDisabled?: boolean;
  lastSignIn?: string | null;
}

export interface ApiKey {
  id: string;
  name: string;
  scopes: string[];
  createdAt: string;
  lastUsedAt?: string | null;
  /** Told once, when it is made. */
  key?: string;
}

export interface AuditEntry {
  id: string;
  at: string;
  by: string;
  action: string;
  subject: string;
  before?: string | null;
  after?: string | null;
}

export interface Webhook {
  id: string;
  url: string;
  events: string[];
  isEnabled?: boolean;
}

export interface Delivery {
  id: string;
  at: string;
  event: string;
  status?: number | null;
  attempts: number;
  detail?: string;
}

export interface Me {
  key: string;
  name: string;
  extension?: string | null;
  number?: string | null;
  doNotDisturb: boolean;
  forwards: Partial<Record<ForwardKind, string | null>>;
  devices: Phone[];
}

export type ForwardKind = 'always' | 'busy' | 'noAnswer' | 'unreachable';
