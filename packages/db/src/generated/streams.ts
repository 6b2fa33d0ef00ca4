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
  handledEvents: HandledEvents;
  outbox: Outbox;
  rateLimits: RateLimits;
}

