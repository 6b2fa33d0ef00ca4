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

export interface AffiliateDays {
  affiliateId: string;
  clicks: number;
  day: Timestamp;
}

export interface AffiliatePayoutLines {
  amount: number;
  commissionId: string;
  payoutId: string;
}

export interface AffiliatePayouts {
  affiliates: number;
  amount: Int8;
  at: Timestamp;
  currency: string;
  id: string;
  note: Generated<string>;
  undoneAt: Timestamp | null;
  undoneWhy: Generated<string>;
}

export interface Affiliates {
  code: string;
  createdAt: Timestamp;
  id: string;
  intoId: string | null;
  memberId: string | null;
  reason: Generated<string>;
  status: string;
  version: Generated<number>;
}

export interface AnalyticsCounts {
  day: Timestamp;
  dimension: string;
  metric: string;
  n: number;
  source: string;
  value: string;
}

export interface AnalyticsDays {
  comments: number;
  day: Timestamp;
  isStaff: boolean;
  memberId: string;
  others: number;
  posts: number;
  reactions: number;
  visits: number;
}

export interface AnalyticsHealth {
  countedAt: Timestamp;
  figures: Json;
  week: Timestamp;
}

export interface AnalyticsMembers {
  campaign: string;
  contributedOn: Timestamp | null;
  isInvited: boolean;
  isStaff: boolean;
  joinedOn: Timestamp | null;
  landing: string;
  memberId: string;
  origin: string;
  paidOn: Timestamp | null;
  touchedAt: Timestamp | null;
  welcomedOn: Timestamp | null;
}

export interface AnalyticsState {
  afterId: string;
  afterXid: string;
  countsFrom: Timestamp | null;
  id: Generated<boolean>;
  isWhole: boolean;
  lookedAt: Timestamp;
  timeZone: string;
}

export interface AnalyticsUnmailed {
  memberId: string;
}

export interface AnalyticsWeeks {
  content: Json;
  week: Timestamp;
  writtenAt: Timestamp;
}

export interface AuditEntries {
  action: string;
  actor: Json | null;
  actorDigest: string;
  actorKind: string;
  at: Timestamp;
  details: Json | null;
  detailsDigest: string;
  hash: string;
  memberId: string | null;
  number: number;
  spaceId: string | null;
  staffId: string | null;
  subjectId: string | null;
  targetId: string;
  targetKind: string;
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

export interface BadgeGrants {
  badgeId: string;
  challengeId: string | null;
  expiresAt: Timestamp | null;
  givenAt: Timestamp;
  id: string;
  isShared: boolean | null;
  memberId: string;
  reason: Generated<string>;
  revokedAt: Timestamp | null;
  revokeReason: Generated<string>;
  ruleId: string | null;
}

export interface Badges {
  archivedAt: Timestamp | null;
  createdAt: Timestamp;
  description: string;
  icon: string;
  id: string;
  lastsDays: number | null;
  mostGiven: number | null;
  name: string;
  position: number;
  tone: string;
  version: Generated<number>;
}

export interface Ballots {
  choices: Json;
  memberId: string | null;
  postId: string;
  voter: string;
}

export interface BookmarkFolders {
  createdAt: Timestamp;
  id: string;
  memberId: string;
  name: string;
}

export interface Bookmarks {
  createdAt: Timestamp;
  folderId: string | null;
  memberId: string;
  note: Generated<string>;
  postId: string;
  remindAt: Timestamp | null;
}

export interface ChallengeEvidence {
  answer: Generated<string>;
  body: string;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  id: string;
  memberId: string | null;
  partyId: string;
  sentAt: Timestamp;
  state: string;
  stepId: string;
  url: string;
}

export interface ChallengeMembers {
  challengeId: string;
  joinedAt: Timestamp;
  memberId: string;
  partyId: string;
  stepsSeen: Generated<number>;
}

export interface ChallengeParties {
  challengeId: string;
  code: string | null;
  createdAt: Timestamp;
  doneAt: Timestamp | null;
  id: string;
  isOpen: boolean;
  kept: Generated<Json>;
  name: string;
  progress: Generated<Json>;
}

export interface Challenges {
  badgeId: string | null;
  createdAt: Timestamp;
  endsAt: Timestamp;
  icon: string;
  id: string;
  places: number | null;
  points: number;
  startsAt: Timestamp;
  status: string;
  steps: Json;
  teamLeast: number;
  teamMost: number;
  title: string;
  version: Generated<number>;
  words: string;
}

export interface CommentReads {
  lastAt: Timestamp;
  lastId: string;
  memberId: string;
  postId: string;
  putBackAt: Timestamp | null;
}

export interface Comments {
  authorId: string;
  body: Json;
  createdAt: Timestamp;
  depth: number;
  editedAt: Timestamp | null;
  excerpt: string;
  id: string;
  isExample: Generated<boolean>;
  parentId: string | null;
  postId: string;
  reactionCount: Generated<number>;
  removedWhy: Generated<string>;
  rootId: string | null;
  search: Generated<string>;
  spaceId: string;
  status: string;
  version: Generated<number>;
}

export interface Commissions {
  affiliateId: string;
  amount: number;
  at: Timestamp;
  base: number;
  basisPoints: number;
  currency: string;
  id: string;
  memberId: string | null;
  membershipId: string | null;
  note: Generated<string>;
  paid: Generated<number>;
  payableAt: Timestamp;
  paymentId: string | null;
  reason: Generated<string>;
  reversed: Generated<number>;
  state: string;
}

export interface Deeds {
  at: Timestamp;
  facts: Generated<Json>;
  id: string;
  isUndone: Generated<boolean>;
  kind: string;
  memberId: string | null;
  otherId: string | null;
  postId: string | null;
  spaceId: string | null;
  subjectId: string;
}

export interface DocumentDownloads {
  day: Timestamp;
  documentId: string;
  memberId: string;
}

export interface Documents {
  authorId: string;
  createdAt: Timestamp;
  deletedAt: Timestamp | null;
  deletedBy: string | null;
  description: Generated<string>;
  downloads: Generated<number>;
  fileName: string;
  folderId: string | null;
  id: string;
  number: Generated<number>;
  search: Generated<string>;
  spaceId: string;
  tagIds: Generated<string[]>;
  title: string;
  updatedAt: Timestamp;
  version: Generated<number>;
}

export interface DocumentVersions {
  createdAt: Timestamp;
  documentId: string;
  fileId: string;
  memberId: string;
  number: number;
  restoredFrom: number | null;
}

export interface Drafts {
  body: Json;
  excerpt: string;
  fields: Json;
  key: string;
  memberId: string;
  updatedAt: Timestamp;
}

export interface Files {
  attachedAt: Timestamp | null;
  avif: string[] | null;
  bytes: number;
  codec: string | null;
  createdAt: Generated<Timestamp>;
  durationMs: number | null;
  hasPoster: Generated<boolean>;
  height: number;
  id: string;
  kind: Generated<string>;
  mime: string;
  name: string;
  ownerId: string | null;
  parts: Generated<string[]>;
  purpose: string;
  received: Generated<number>;
  search: Generated<string>;
  spaceId: string | null;
  state: Generated<string>;
  storageKey: string;
  thumbhash: Buffer | null;
  unread: string | null;
  width: number;
  words: string | null;
}

export interface FileUses {
  fileId: string;
  subjectId: string;
}

export interface Gifts {
  buyerId: string | null;
  codeHash: string;
  createdAt: Timestamp;
  data: Generated<Json>;
  email: string | null;
  endsAt: Timestamp | null;
  expiresAt: Timestamp | null;
  id: string;
  membershipId: string | null;
  message: string;
  months: number;
  paidAt: Timestamp | null;
  priceId: string;
  redeemedAt: Timestamp | null;
  redeemedBy: string | null;
  sealedCode: string;
  sendAt: Timestamp | null;
  sender: string;
  sentAt: Timestamp | null;
  startsAt: Timestamp | null;
  status: string;
  tierId: string;
}

export interface GuidelineAcceptances {
  acceptedAt: Timestamp;
  kind: Generated<string>;
  memberId: string;
  version: number;
}

export interface Guidelines {
  changes: Generated<string>;
  kind: Generated<string>;
  mustAccept: boolean;
  publishedAt: Timestamp;
  publishedBy: string | null;
  rules: Json;
  title: string;
  version: number;
}

export interface HiddenPosts {
  createdAt: Timestamp;
  memberId: string;
  postId: string;
}

export interface History {
  action: string;
  actorId: string | null;
  body: Json | null;
  createdAt: Timestamp;
  details: Generated<Json>;
  hiddenAt: Timestamp | null;
  hiddenBy: string | null;
  hiddenWhy: Generated<string>;
  id: string;
  number: number | null;
  subjectId: string;
  subjectKind: string;
  title: Generated<string>;
  why: Generated<string>;
}

export interface Invitations {
  createdAt: Generated<Timestamp>;
  email: string | null;
  expiresAt: Timestamp;
  id: string;
  invitedBy: string | null;
  maxUses: Generated<number>;
  newcomersOnly: Generated<boolean>;
  revokedAt: Timestamp | null;
  roleId: string;
  spaceId: string | null;
  tokenHash: string;
  uses: Generated<number>;
}

export interface Ledger {
  amount: Generated<number>;
  at: Timestamp;
  currency: string;
  externalId: string | null;
  fee: Generated<number>;
  giftId: string | null;
  id: string;
  kind: string;
  membershipId: string | null;
  mrrDelta: Generated<number>;
  paymentId: string | null;
  reason: Generated<string>;
  tax: Generated<number>;
  tierId: string | null;
}

export interface LibraryFolders {
  authorId: string;
  createdAt: Timestamp;
  id: string;
  name: string;
  parentId: string | null;
  spaceId: string;
}

export interface Links {
  description: Generated<string>;
  expiresAt: Timestamp;
  fetchedAt: Timestamp;
  isFound: boolean;
  pictureFileId: string | null;
  site: Generated<string>;
  title: Generated<string>;
  url: string;
  urlHash: string;
}

export interface LookVersions {
  changed: Generated<string[]>;
  note: Generated<string>;
  publishedAt: Timestamp;
  publishedBy: string | null;
  site: Json;
  staffId: string | null;
  version: number;
}

export interface MemberBatches {
  createdAt: Timestamp;
  done: Generated<number>;
  id: string;
  kind: string;
  results: Generated<Json>;
  startedBy: string | null;
  state: string;
  task: Json;
  total: Generated<number>;
  undoUntil: Timestamp | null;
}

export interface MemberBatchItems {
  batchId: string;
  before: Json | null;
  memberId: string | null;
  outcome: string | null;
  position: number;
}

export interface MemberRoles {
  grantedAt: Generated<Timestamp>;
  memberId: string;
  roleId: string;
  source: Generated<string>;
}

export interface Members {
  activeOn: Generated<Timestamp>;
  avatarFileId: string | null;
  bio: Generated<string>;
  dismissedIds: Generated<string[]>;
  feed: string | null;
  fieldKeys: Generated<string[]>;
  fields: Generated<Json>;
  guidelinesVersion: Generated<number>;
  handle: string;
  id: string;
  invitationId: string | null;
  isPersonal: Generated<boolean>;
  joinedAt: Generated<Timestamp>;
  labels: Generated<string[]>;
  lastSeenAt: Timestamp | null;
  learnedSince: Timestamp | null;
  locale: string | null;
  mergedIds: Generated<string[]>;
  mergedIntoId: string | null;
  name: string;
  onboarding: Generated<Json>;
  overrides: Generated<Json>;
  recentSearches: Generated<string[]>;
  removedAt: Timestamp | null;
  request: Json | null;
  restrictedUntil: Timestamp | null;
  restriction: string | null;
  restrictionDetails: Generated<Json>;
  savedSearches: Generated<Json>;
  status: string;
  termsVersion: Generated<number>;
  timeZone: string | null;
  userId: string | null;
  version: Generated<number>;
}

export interface Memberships {
  cancelAt: Timestamp | null;
  createdAt: Timestamp;
  currentPeriodEnd: Timestamp | null;
  data: Generated<Json>;
  endedAt: Timestamp | null;
  endsAt: Timestamp | null;
  externalCustomerId: string | null;
  externalSubscriptionId: string | null;
  id: string;
  memberId: string;
  priceId: string | null;
  seatGroupId: string | null;
  seats: number | null;
  source: string;
  startsAt: Timestamp;
  status: string;
  tierId: string;
  trialEnd: Timestamp | null;
  updatedAt: Timestamp;
  version: Generated<number>;
}

export interface Offers {
  amount: number | null;
  archivedAt: Timestamp | null;
  code: string | null;
  createdAt: Timestamp;
  currency: string | null;
  endsAt: Timestamp | null;
  every: string | null;
  externalId: string | null;
  gives: string;
  id: string;
  lasts: string;
  months: number | null;
  mostUses: number | null;
  name: string;
  percent: number | null;
  purpose: string;
  status: string;
  tierIds: Generated<string[]>;
  trialDays: number | null;
  version: Generated<number>;
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

export interface PointEntries {
  at: Timestamp;
  challengeId: string | null;
  deedId: string | null;
  id: string;
  kind: string;
  memberId: string;
  notedAt: Timestamp;
  number: number;
  points: number;
  reason: Generated<string>;
  ruleId: string | null;
  spaceId: string | null;
}

export interface PointRules {
  archivedAt: Timestamp | null;
  createdAt: Timestamp;
  draft: Json | null;
  id: string;
  name: string;
  position: number;
  updatedAt: Timestamp;
  version: Generated<number>;
}

export interface PointRuleVersions {
  countsFrom: Timestamp;
  countsUntil: Timestamp | null;
  definition: Json;
  number: number;
  publishedAt: Timestamp;
  ruleId: string;
}

export interface Polls {
  choices: Json;
  closedAt: Timestamp | null;
  endsAt: Timestamp | null;
  isAnonymous: boolean;
  maxChoices: number;
  method: string;
  postId: string;
  results: string;
  tally: Json;
  voterCount: Generated<number>;
}

export interface PostPlacements {
  placedAt: Timestamp;
  placedBy: string | null;
  postedAt: Timestamp;
  postId: string;
  spaceId: string;
}

export interface Posts {
  answerId: string | null;
  authorId: string;
  body: Json;
  coAuthorIds: Generated<string[]>;
  commentCount: Generated<number>;
  contentWarning: Generated<string>;
  coverFileId: string | null;
  createdAt: Timestamp;
  editedAt: Timestamp | null;
  excerpt: string;
  featuredAt: Timestamp | null;
  filing: Json | null;
  hasPoll: Generated<boolean>;
  id: string;
  idleDays: number | null;
  invitedAuthorIds: Generated<string[]>;
  isExample: Generated<boolean>;
  kind: Generated<string>;
  kindFacts: Generated<Json>;
  lastActivityAt: Timestamp;
  lockedAt: Timestamp | null;
  lockReason: Generated<string>;
  mergedIntoId: string | null;
  pinnedAt: Timestamp | null;
  pinnedUntil: Timestamp | null;
  reactionCount: Generated<number>;
  search: Generated<string>;
  spaceId: string;
  state: string | null;
  status: string;
  title: string;
  version: Generated<number>;
  voteCount: Generated<number>;
}

export interface PostScores {
  day: Timestamp;
  postId: string;
  score: number;
  spaceId: string;
}

export interface PostTags {
  postId: string;
  shownAt: Timestamp | null;
  spaceId: string | null;
  tagId: string;
}

export interface Prices {
  amount: number;
  archivedAt: Timestamp | null;
  createdAt: Timestamp;
  currency: string;
  days: number | null;
  every: string | null;
  externalId: string | null;
  id: string;
  kind: string;
  leastAmount: number | null;
  leastSeats: number | null;
  months: number | null;
  mostSeats: number | null;
  otherCurrencies: Generated<Json>;
  payments: number | null;
  status: string;
  tierId: string;
}

export interface Reactions {
  createdAt: Generated<Timestamp>;
  emoji: string;
  memberId: string;
  subjectId: string;
  subjectKind: string;
}

export interface Receipts {
  acknowledgedAt: Timestamp | null;
  dismissedAt: Timestamp | null;
  memberId: string;
  postId: string;
  seenAt: Timestamp;
}

export interface Redemptions {
  at: Timestamp;
  attempt: Generated<number>;
  card: string | null;
  id: string;
  memberId: string | null;
  membershipId: string | null;
  offerId: string | null;
  status: string;
  tierId: string;
  trialDays: Generated<number>;
}

export interface Referrals {
  affiliateId: string;
  at: Timestamp;
  basisPoints: number;
  clickedAt: Timestamp;
  firstPaidAt: Timestamp | null;
  mark: string | null;
  memberId: string;
  months: number | null;
  reason: Generated<string>;
  status: string;
  via: string;
}

export interface Relations {
  createdAt: Timestamp;
  kind: string;
  memberId: string;
  targetId: string;
}

export interface Roles {
  color: string | null;
  description: Generated<string>;
  id: string;
  key: string;
  name: string;
  permissions: Generated<Json>;
  rank: number;
  requiresSecondFactor: Generated<boolean>;
  scope: Generated<string>;
  version: Generated<number>;
}

export interface RuleGrants {
  endedAt: Timestamp | null;
  id: string;
  isSeen: Generated<boolean>;
  memberId: string;
  notedAt: Timestamp;
  roleId: string | null;
  ruleId: string;
  since: Timestamp;
  spaceId: string | null;
  until: Timestamp | null;
}

export interface Safeguards {
  deviceHashes: Generated<string[]>;
  recoveryHashes: Generated<string[]>;
  totpConfirmedAt: Timestamp | null;
  totpSecret: string | null;
  totpStep: Generated<number>;
  userId: string;
}

export interface ScopedRoles {
  grantedAt: Generated<Timestamp>;
  memberId: string;
  roleId: string;
  source: Generated<string>;
  spaceId: string;
}

export interface ScoreDays {
  day: Timestamp;
  memberId: string;
  points: number;
  spaceId: string;
}

export interface Scores {
  holds: Generated<Json>;
  isOffBoards: Generated<boolean>;
  level: Generated<number>;
  levelSeen: Generated<number>;
  memberId: string;
  points: Generated<number>;
}

export interface SearchTerms {
  day: Timestamp;
  misses: Generated<number>;
  searches: Generated<number>;
  term: string;
}

export interface SeatGroups {
  createdAt: Timestamp;
  linkHash: string | null;
  membershipId: string;
  name: string;
  offeredAt: Timestamp | null;
  offeredTo: string | null;
  sealedLink: string | null;
}

export interface SeatInvites {
  createdAt: Timestamp;
  email: string;
  expiresAt: Timestamp;
  id: string;
  membershipId: string;
  sealedToken: string;
  tokenHash: string;
}

export interface Settings {
  key: string;
  updatedAt: Generated<Timestamp>;
  value: Json;
  version: Generated<number>;
}

export interface SpaceGroups {
  id: string;
  name: string;
  overrides: Generated<Json>;
  position: number;
  version: Generated<number>;
}

export interface SpaceMembers {
  joinedAt: Generated<Timestamp>;
  memberId: string;
  source: Generated<string>;
  spaceId: string;
}

export interface Spaces {
  archivedAt: Timestamp | null;
  coverFileId: string | null;
  createdAt: Generated<Timestamp>;
  description: Generated<string>;
  filing: Generated<string>;
  groupId: string | null;
  icon: Generated<string>;
  id: string;
  lastActivityAt: Timestamp | null;
  modules: Generated<string[]>;
  name: string;
  overrides: Generated<Json>;
  position: number;
  postCount: Generated<number>;
  posting: string;
  prompt: Generated<string>;
  reactions: Generated<string>;
  slug: string;
  version: Generated<number>;
  visibility: string;
}

export interface SpaceVisits {
  followedAt: Timestamp | null;
  memberId: string;
  mutedAt: Timestamp | null;
  seenAt: Timestamp;
  spaceId: string;
}

export interface StorageUsage {
  bytes: Int8;
  files: number;
  ownerId: string;
}

export interface Submissions {
  authorId: string;
  body: Json;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  extras: Generated<Json>;
  firstDecidedAt: Timestamp | null;
  heldAt: Timestamp | null;
  heldFor: string | null;
  id: string;
  kind: string;
  postId: string | null;
  publishAt: Timestamp | null;
  reason: Generated<string>;
  revisesId: string | null;
  sentAt: Timestamp;
  spaceId: string;
  state: string;
  timeZone: string | null;
  title: Generated<string>;
  version: Generated<number>;
}

export interface TagFollows {
  createdAt: Timestamp;
  memberId: string;
  tagId: string;
}

export interface TagGroups {
  id: string;
  name: string;
  onlyOne: Generated<boolean>;
  position: number;
  requiredSpaceIds: Generated<string[]>;
}

export interface TagNames {
  kind: string;
  name: string;
  slug: string;
  tagId: string;
}

export interface Tags {
  createdAt: Timestamp;
  description: Generated<string>;
  groupId: string | null;
  id: string;
  isRestricted: Generated<boolean>;
  name: string;
  roleIds: Generated<string[]>;
  slug: string;
  version: Generated<number>;
}

export interface TagUses {
  documentCount: Generated<number>;
  postCount: number;
  spaceId: string;
  tagId: string;
}

export interface Tiers {
  benefits: Generated<Json>;
  createdAt: Timestamp;
  description: Generated<string>;
  entitlements: Generated<Json>;
  externalId: string | null;
  id: string;
  name: string;
  position: number;
  slug: string;
  status: string;
  trialDays: Generated<number>;
  updatedAt: Timestamp;
  version: Generated<number>;
  visibility: string;
}

export interface Votes {
  createdAt: Timestamp;
  memberId: string;
  postId: string;
  viaPostId: string | null;
}

export interface DB {
  affiliateDays: AffiliateDays;
  affiliatePayoutLines: AffiliatePayoutLines;
  affiliatePayouts: AffiliatePayouts;
  affiliates: Affiliates;
  analyticsCounts: AnalyticsCounts;
  analyticsDays: AnalyticsDays;
  analyticsHealth: AnalyticsHealth;
  analyticsMembers: AnalyticsMembers;
  analyticsState: AnalyticsState;
  analyticsUnmailed: AnalyticsUnmailed;
  analyticsWeeks: AnalyticsWeeks;
  auditEntries: AuditEntries;
  authAccounts: AuthAccounts;
  authSessions: AuthSessions;
  authUsers: AuthUsers;
  authVerifications: AuthVerifications;
  badgeGrants: BadgeGrants;
  badges: Badges;
  ballots: Ballots;
  bookmarkFolders: BookmarkFolders;
  bookmarks: Bookmarks;
  challengeEvidence: ChallengeEvidence;
  challengeMembers: ChallengeMembers;
  challengeParties: ChallengeParties;
  challenges: Challenges;
  commentReads: CommentReads;
  comments: Comments;
  commissions: Commissions;
  deeds: Deeds;
  documentDownloads: DocumentDownloads;
  documents: Documents;
  documentVersions: DocumentVersions;
  drafts: Drafts;
  files: Files;
  fileUses: FileUses;
  gifts: Gifts;
  guidelineAcceptances: GuidelineAcceptances;
  guidelines: Guidelines;
  hiddenPosts: HiddenPosts;
  history: History;
  invitations: Invitations;
  ledger: Ledger;
  libraryFolders: LibraryFolders;
  links: Links;
  lookVersions: LookVersions;
  memberBatches: MemberBatches;
  memberBatchItems: MemberBatchItems;
  memberRoles: MemberRoles;
  members: Members;
  memberships: Memberships;
  offers: Offers;
  passkeys: Passkeys;
  pointEntries: PointEntries;
  pointRules: PointRules;
  pointRuleVersions: PointRuleVersions;
  polls: Polls;
  postPlacements: PostPlacements;
  posts: Posts;
  postScores: PostScores;
  postTags: PostTags;
  prices: Prices;
  reactions: Reactions;
  receipts: Receipts;
  redemptions: Redemptions;
  referrals: Referrals;
  relations: Relations;
  roles: Roles;
  ruleGrants: RuleGrants;
  safeguards: Safeguards;
  scopedRoles: ScopedRoles;
  scoreDays: ScoreDays;
  scores: Scores;
  searchTerms: SearchTerms;
  seatGroups: SeatGroups;
  seatInvites: SeatInvites;
  settings: Settings;
  spaceGroups: SpaceGroups;
  spaceMembers: SpaceMembers;
  spaces: Spaces;
  spaceVisits: SpaceVisits;
  storageUsage: StorageUsage;
  submissions: Submissions;
  tagFollows: TagFollows;
  tagGroups: TagGroups;
  tagNames: TagNames;
  tags: Tags;
  tagUses: TagUses;
  tiers: Tiers;
  votes: Votes;
}

