// Names of the pages for what schema.ts, made of the server's description, holds.
import type { components } from './schema';

type Schemas = components['schemas'];

export type FieldError = Schemas['FieldProblem'];

/** What the server refuses with (RFC 9457). */
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

export type Role = Schemas['Role'];
export type Session = Schemas['SessionReply'];
export type Health = Schemas['HealthState'];
export type LineStatus = Schemas['LineStatus'];
export type Finding = Schemas['FindingAnswer'];
export type Doctor = Schemas['DoctorAnswer'];
export type HourCount = Schemas['HourOfCalls'];
export type Overview = Schemas['OverviewReply'];
export type Party = Schemas['Party'];
export type CallEnd = Schemas['CallEnd'];
export type Call = Schemas['CallView'];
export type Recording = Schemas['RecordingReply'];
export type SipMessage = Schemas['LadderMessage'];
export type Phone = Schemas['PhoneStatus'];
export type Route = Schemas['RouteAnswer'];
export type RouteStage = Schemas['RouteStage'];
export type Change = Schemas['DocumentChange'];
export type ChangeResult = Schemas['ChangeResult'];
export type Version = Schemas['VersionReply'];
export type CalendarStatus = Schemas['CalendarReply'];
export type CalendarYear = Schemas['CalendarYear'];
export type CalendarDay = Schemas['CalendarDay'];
export type CalendarOutcome = Schemas['CalendarOutcome'];
export type TrialLine = Schemas['TryLine'];
export type Account = Schemas['AccountReply'];
export type AccountRequest = Partial<Schemas['AccountRequest']>;
export type ApiKey = Schemas['ApiKeyReply'];
export type AuditEntry = Schemas['AuditReply'];
export type Me = Schemas['PersonReply'];
export type Forwards = Schemas['Forwards'];
export type Box = Schemas['BoxReply'];
export type VoiceMessage = Schemas['VoiceMessageReply'];

/** A value of the company document as JSON: texts, lists and entries; what a page does not know it leaves as it is. */
export type Value = string | number | boolean | Value[] | Entry;
export interface Entry {
  [key: string]: Value;
}

/** The company document: sections of entries. */
export type Sections = { [section: string]: Entry | undefined };

export type CompanyReply = Omit<Schemas['CompanyReply'], 'document'> & { document: Sections };
