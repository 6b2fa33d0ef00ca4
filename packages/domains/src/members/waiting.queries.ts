import { sql, type SqlBool } from 'kysely';
import type { Access } from '../communities/communities.schema.ts';

const PENDING = sql<SqlBool>`members.status = 'pending'`;
const SCREENED = sql<SqlBool>`coalesce((members.request->>'isScreened')::boolean, false)`;

/** Those who wait for somebody to decide: where one joins by membership, whom no payment lets in. */
export const waitsForDecision = ({ join }: Pick<Access, 'join'>) =>
	join === 'membership' ? sql<SqlBool>`${PENDING} and ${SCREENED}` : PENDING;

/** Those who wait for a membership of their own; nobody where one joins otherwise. */
export const waitsToPay = ({ join }: Pick<Access, 'join'>) =>
	join === 'membership' ? sql<SqlBool>`${PENDING} and not ${SCREENED}` : sql<SqlBool>`false`;
