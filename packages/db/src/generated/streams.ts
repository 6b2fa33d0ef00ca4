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

export interface Activity {
  at: Timestamp;
  communityId: string;
  details: Generated<Json>;
  hasConsent: boolean;
  id: string;
  kind: string;
  memberId: string | null;
  session: string | null;
  source: string;
  spaceId: string | null;
  targetId: string | null;
  targetMemberId: string | null;
  writtenIn: Generated<string>;
}

export interface HandledEvents {
  consumer: string;
  eventId: string;
  handledAt: Generated<Timestamp>;
}

export interface Outbox {
  actor: Json;
  communityId: string;
  id: string;
  occurredAt: Timestamp;
  payload: Json;
  relayedAt: Timestamp | null;
  type: string;
}

export interface RateLimits {
  expire: Int8 | null;
  key: string;
  points: Generated<number>;
}

export interface DB {
  activity: Activity;
  handledEvents: HandledEvents;
  outbox: Outbox;
  rateLimits: RateLimits;
}

