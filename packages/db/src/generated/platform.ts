// Made from the migrations by `npm run db:types`; do not edit.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Archives {
  askedAt: Timestamp;
  askedBy: string | null;
  bytes: Generated<Int8>;
  communityId: string | null;
  details: Generated<Json>;
  expiresAt: Timestamp;
  failure: string | null;
  finishedAt: Timestamp | null;
  id: string;
  kind: string;
  name: string;
  organizationId: string;
  parts: Generated<string[]>;
  progress: Generated<number>;
  received: Generated<Int8>;
  report: Json | null;
  sha256: string | null;
  state: string;
  wanted: Generated<Json>;
}

export interface AuthAccounts {
  accessToken: string | null;
  accessTokenExpiresAt: Timestamp | null;
  accountId: string;
  createdAt: Generated<Timestamp>;
  id: string;
  idToken: string | null;
  password: string | null;
  providerId: string;
  refreshToken: string | null;
  refreshTokenExpiresAt: Timestamp | null;
  scope: string | null;
  updatedAt: Generated<Timestamp>;
  userId: string;
}

export interface AuthSessions {
  createdAt: Generated<Timestamp>;
  expiresAt: Timestamp;
  factor: string | null;
  id: string;
  ipAddress: string | null;
  provedAt: Timestamp | null;
  shownFor: string | null;
  token: string;
  updatedAt: Generated<Timestamp>;
  userAgent: string | null;
  userId: string;
}

export interface AuthUsers {
  createdAt: Generated<Timestamp>;
  email: string;
  emailVerified: Generated<boolean>;
  id: string;
  image: string | null;
  name: string;
  updatedAt: Generated<Timestamp>;
}

export interface AuthVerifications {
  createdAt: Generated<Timestamp>;
  expiresAt: Timestamp;
  id: string;
  identifier: string;
  updatedAt: Generated<Timestamp>;
  value: string;
}

export interface BillingReports {
  checked: number;
  drifts: Json;
  id: string;
  ranAt: Timestamp;
}

export interface Communities {
  closedAt: Timestamp | null;
  closedBy: string | null;
  createdAt: Generated<Timestamp>;
  createdBy: string;
  dropAt: Timestamp | null;
  id: string;
  liveAt: Timestamp | null;
  locale: Generated<string>;
  name: string;
  organizationId: string;
  seededAt: Timestamp | null;
  skeleton: string;
  slug: string;
  status: string;
  template: string;
}

export interface CommunityModules {
  communityId: string;
  module: string;
  switchedOnAt: Generated<Timestamp>;
  version: number;
}

export interface CommunitySchemas {
  claimedAt: Timestamp | null;
  createdAt: Generated<Timestamp>;
  id: string;
  placement: string;
  state: string;
  version: number;
}

export interface ConnectedAccounts {
  accountId: string | null;
  asked: Generated<Int8>;
  businessName: string;
  chargesEnabled: Generated<boolean>;
  communityId: string;
  connectedAt: Timestamp;
  connectedBy: string | null;
  country: string;
  currency: string | null;
  detailsSubmitted: Generated<boolean>;
  disconnectedAt: Timestamp | null;
  disconnectedBy: string | null;
  endedAt: Timestamp | null;
  heard: Generated<Int8>;
  id: string;
  isLive: boolean;
  lostAt: Timestamp | null;
  payoutsEnabled: Generated<boolean>;
  readAt: Timestamp | null;
  requirements: Generated<Json>;
  status: Generated<string>;
}

export interface Desks {
  communityId: string;
  createdAt: Timestamp;
  memberId: string;
  staffId: string;
}

export interface DeskTokens {
  communityId: string;
  expiresAt: Timestamp;
  memberId: string;
  tokenHash: string;
  usedAt: Timestamp | null;
}

export interface EntryTokens {
  communityId: string;
  expiresAt: Timestamp;
  hasSecondFactor: Generated<boolean>;
  next: Generated<string>;
  staffId: string;
  tokenHash: string;
  usedAt: Timestamp | null;
}

export interface Inbox {
  account: string | null;
  attempts: Generated<number>;
  body: string;
  error: string | null;
  eventId: string;
  handledAt: Timestamp | null;
  receivedAt: Timestamp;
  type: string;
  vendor: string;
}

export interface Mails {
  createdAt: Timestamp;
  id: string;
  inBatch: boolean;
  isTrial: boolean;
  key: string;
  kind: string;
  requestedAt: Timestamp;
  requestId: string;
  scope: string;
  state: string;
  stateAt: Timestamp;
  vendorId: string | null;
}

export interface MailTroubles {
  addressHash: string;
  bouncedAt: Timestamp | null;
  complainedAt: Timestamp | null;
  liftedAt: Timestamp | null;
  provedAt: Timestamp | null;
  scope: string;
  triedAt: Timestamp | null;
}

export interface OrganizationEntries {
  action: string;
  actor: Json | null;
  actorDigest: string;
  actorKind: string;
  at: Timestamp;
  details: Json | null;
  detailsDigest: string;
  hash: string;
  number: number;
  organizationId: string;
  staffId: string | null;
  subjectId: string | null;
  targetId: string;
  targetKind: string;
}

export interface Organizations {
  contactEmail: string | null;
  createdAt: Generated<Timestamp>;
  id: string;
  locale: Generated<string>;
  logHead: Json | null;
  name: string;
  timeZone: Generated<string>;
}

export interface OrganizationStaff {
  createdAt: Generated<Timestamp>;
  organizationId: string;
  role: string;
  staffId: string;
}

export interface Passkeys {
  counter: Int8;
  createdAt: Timestamp;
  credentialId: string;
  host: string;
  id: string;
  lastUsedAt: Timestamp | null;
  name: string;
  publicKey: string;
  transports: Generated<string[]>;
  userId: string;
}

export interface Placements {
  acceptsNew: Generated<boolean>;
  createdAt: Generated<Timestamp>;
  dsnSetting: string | null;
  id: string;
}

export interface PlanSubscriptions {
  amount: number | null;
  asked: Generated<Int8>;
  cancelAt: Timestamp | null;
  createdAt: Timestamp;
  customerId: string | null;
  heard: Generated<Int8>;
  interval: string | null;
  isLive: boolean;
  nextInterval: string | null;
  nextPlan: string | null;
  organizationId: string;
  periodEnd: Timestamp | null;
  plan: Generated<string>;
  readAt: Timestamp | null;
  scheduleId: string | null;
  status: Generated<string>;
  subscriptionId: string | null;
  trialEnd: Timestamp | null;
}

export interface PlanUsage {
  countedAt: Timestamp;
  meter: string;
  organizationId: string;
  overSince: Timestamp | null;
  used: Int8;
  warnedAtPercent: Generated<number>;
}

export interface RetiredSlugs {
  communityId: string;
  retiredAt: Generated<Timestamp>;
  slug: string;
}

export interface Safeguards {
  deviceHashes: Generated<string[]>;
  recoveryHashes: Generated<string[]>;
  totpConfirmedAt: Timestamp | null;
  totpSecret: string | null;
  totpStep: Generated<number>;
  userId: string;
}

export interface Signups {
  answers: Generated<Json>;
  communityId: string | null;
  createdAt: Generated<Timestamp>;
  id: string;
  staffId: string;
  step: string;
  updatedAt: Generated<Timestamp>;
  version: Generated<number>;
}

export interface StaffInvitations {
  acceptedAt: Timestamp | null;
  createdAt: Timestamp;
  email: string;
  expiresAt: Timestamp;
  id: string;
  invitedBy: string | null;
  inviterBecomes: string | null;
  organizationId: string;
  revokedAt: Timestamp | null;
  role: string;
  tokenHash: string;
}

export interface DB {
  archives: Archives;
  authAccounts: AuthAccounts;
  authSessions: AuthSessions;
  authUsers: AuthUsers;
  authVerifications: AuthVerifications;
  billingReports: BillingReports;
  communities: Communities;
  communityModules: CommunityModules;
  communitySchemas: CommunitySchemas;
  connectedAccounts: ConnectedAccounts;
  desks: Desks;
  deskTokens: DeskTokens;
  entryTokens: EntryTokens;
  inbox: Inbox;
  mails: Mails;
  mailTroubles: MailTroubles;
  organizationEntries: OrganizationEntries;
  organizations: Organizations;
  organizationStaff: OrganizationStaff;
  passkeys: Passkeys;
  placements: Placements;
  planSubscriptions: PlanSubscriptions;
  planUsage: PlanUsage;
  retiredSlugs: RetiredSlugs;
  safeguards: Safeguards;
  signups: Signups;
  staffInvitations: StaffInvitations;
}

