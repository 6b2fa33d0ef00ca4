// Made from the migrations by `npm run db:types`; do not edit.

import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

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
  id: string;
  ipAddress: string | null;
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
  rootId: string | null;
  search: Generated<string>;
  spaceId: string;
  status: string;
  version: Generated<number>;
}

export interface Files {
  attachedAt: Timestamp | null;
  bytes: number;
  createdAt: Generated<Timestamp>;
  height: number;
  id: string;
  mime: string;
  name: string;
  ownerId: string | null;
  purpose: string;
  spaceId: string | null;
  storageKey: string;
  width: number;
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
  revokedAt: Timestamp | null;
  roleId: string;
  tokenHash: string;
  uses: Generated<number>;
}

export interface MemberRoles {
  grantedAt: Generated<Timestamp>;
  memberId: string;
  roleId: string;
}

export interface Members {
  avatarFileId: string | null;
  bio: Generated<string>;
  handle: string;
  id: string;
  joinedAt: Generated<Timestamp>;
  lastSeenAt: Timestamp | null;
  locale: string | null;
  name: string;
  removedAt: Timestamp | null;
  status: string;
  timeZone: string | null;
  userId: string | null;
  version: Generated<number>;
}

export interface PostPlacements {
  placedAt: Timestamp;
  placedBy: string | null;
  postedAt: Timestamp;
  postId: string;
  spaceId: string;
}

export interface Posts {
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
  id: string;
  idleDays: number | null;
  invitedAuthorIds: Generated<string[]>;
  isExample: Generated<boolean>;
  kind: Generated<string>;
  lastActivityAt: Timestamp;
  lockedAt: Timestamp | null;
  lockReason: Generated<string>;
  pinnedAt: Timestamp | null;
  pinnedUntil: Timestamp | null;
  reactionCount: Generated<number>;
  search: Generated<string>;
  spaceId: string;
  status: string;
  title: string;
  version: Generated<number>;
}

export interface Reactions {
  createdAt: Generated<Timestamp>;
  emoji: string;
  memberId: string;
  subjectId: string;
  subjectKind: string;
}

export interface Roles {
  color: string | null;
  id: string;
  key: string;
  name: string;
  permissions: Generated<Json>;
  rank: number;
  version: Generated<number>;
}

export interface SearchTerms {
  day: Timestamp;
  misses: Generated<number>;
  searches: Generated<number>;
  term: string;
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
  position: number;
}

export interface SpaceMembers {
  joinedAt: Generated<Timestamp>;
  memberId: string;
  spaceId: string;
}

export interface Spaces {
  archivedAt: Timestamp | null;
  createdAt: Generated<Timestamp>;
  description: Generated<string>;
  groupId: string | null;
  icon: Generated<string>;
  id: string;
  lastActivityAt: Timestamp | null;
  modules: Generated<string[]>;
  name: string;
  position: number;
  postCount: Generated<number>;
  posting: string;
  prompt: Generated<string>;
  slug: string;
  version: Generated<number>;
  visibility: string;
}

export interface SpaceVisits {
  memberId: string;
  seenAt: Timestamp;
  spaceId: string;
}

export interface Submissions {
  authorId: string;
  body: Json;
  decidedAt: Timestamp | null;
  decidedBy: string | null;
  extras: Generated<Json>;
  id: string;
  kind: string;
  postId: string | null;
  publishAt: Timestamp | null;
  reason: Generated<string>;
  sentAt: Timestamp;
  spaceId: string;
  state: string;
  timeZone: string | null;
  title: Generated<string>;
  version: Generated<number>;
}

export interface DB {
  authAccounts: AuthAccounts;
  authSessions: AuthSessions;
  authUsers: AuthUsers;
  authVerifications: AuthVerifications;
  comments: Comments;
  files: Files;
  history: History;
  invitations: Invitations;
  memberRoles: MemberRoles;
  members: Members;
  postPlacements: PostPlacements;
  posts: Posts;
  reactions: Reactions;
  roles: Roles;
  searchTerms: SearchTerms;
  settings: Settings;
  spaceGroups: SpaceGroups;
  spaceMembers: SpaceMembers;
  spaces: Spaces;
  spaceVisits: SpaceVisits;
  submissions: Submissions;
}

