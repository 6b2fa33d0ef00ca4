import { sql, type Expression } from 'kysely';
import type { PlatformDb } from '@kith/db/handles';
import { MAIL_STATES, type MailState, type Scope } from './deliveries.schema.ts';

export type NewMail = {
	id: string;
	key: string;
	scope: Scope;
	kind: string;
	requestId: string;
	requestedAt: Date;
	inBatch: boolean;
	isTrial: boolean;
	state: MailState;
	stateAt: Date;
	createdAt: Date;
};

/** A key that is known already keeps the mail it stands for. */
export const insertMails = (db: PlatformDb, mails: readonly NewMail[]) =>
	db
		.insertInto('mails')
		.values([...mails])
		.onConflict((conflict) => conflict.column('key').doNothing());

export const mailsByKeys = (db: PlatformDb, keys: readonly string[]) =>
	db
		.selectFrom('mails')
		.select(['id', 'key', 'scope', 'kind', 'requestId', 'requestedAt', 'inBatch', 'isTrial'])
		.select(['state', 'stateAt'])
		.where('key', 'in', [...keys]);

/** How many of the mails whose keys begin with `prefix` stand in each state; along the keys where they are ordered by bytes. */
export const mailsByState = (db: PlatformDb, prefix: string) =>
	db
		.selectFrom('mails')
		.select(['state', sql<number>`count(*)::int`.as('count')])
		.where('key', 'like', `${prefix.replaceAll(/[\\%_]/g, '\\$&')}%`)
		.groupBy('state');

export const mailById = (db: PlatformDb, id: string) =>
	db.selectFrom('mails').select(['id', 'scope', 'isTrial']).where('id', '=', id);

/** Mails that go out in a request of another name from now on. */
export const moveToRequest = (
	db: PlatformDb,
	ids: readonly string[],
	{ requestId, requestedAt }: { requestId: string; requestedAt: Date },
) =>
	db
		.updateTable('mails')
		.set({ requestId, requestedAt })
		.where('id', 'in', [...ids]);

/** Mails that go out alone from now on, each in a request of its own name. */
export const moveApart = (db: PlatformDb, ids: readonly string[], requestedAt: Date) =>
	db
		.updateTable('mails')
		.set((eb) => ({ requestId: eb.ref('id'), requestedAt, inBatch: false }))
		.where('id', 'in', [...ids]);

export type Taken = { id: string; vendorId: string | null };

/** The vendor has these; where it told already what became of one, that stays. */
export const markSent = (db: PlatformDb, taken: readonly Taken[], at: Date) => {
	const ids = taken.map(({ id }) => id);
	const vendorIds = taken.map(({ vendorId }) => vendorId);
	const given = sql<{
		id: string;
		vendorId: string | null;
	}>`unnest(${ids}::uuid[], ${vendorIds}::text[])`;
	const isWaiting = sql<boolean>`mails.state = 'waiting'`;
	return db
		.updateTable('mails')
		.from(given.as<'given'>(sql`given(id, vendor_id)`))
		.set((eb) => ({
			vendorId: eb.fn.coalesce('given.vendorId', 'mails.vendorId'),
			state: eb.case().when(isWaiting).then('sent').else(eb.ref('mails.state')).end(),
			stateAt: eb.case().when(isWaiting).then(at).else(eb.ref('mails.stateAt')).end(),
		}))
		.whereRef('mails.id', '=', 'given.id');
};

/** Moves a mail on to `state`, unless something later in the list of states is known; of one state the first moment counts. */
export const advanceMails = (
	db: PlatformDb,
	ids: readonly string[],
	{ state, at }: { state: (typeof MAIL_STATES)[number]; at: Date },
) =>
	db
		.updateTable('mails')
		.set({ state, stateAt: at })
		.where('id', 'in', [...ids])
		.where((eb) =>
			eb.or([
				eb('state', 'in', MAIL_STATES.slice(0, MAIL_STATES.indexOf(state))),
				eb.and([eb('state', '=', state), eb('stateAt', '>', at)]),
			]),
		);

/** Deletes up to `limit` of the oldest mails from before a moment. */
export const forgetMails = (db: PlatformDb, before: Date, limit: number) =>
	db
		.deleteFrom('mails')
		.where((eb) =>
			eb(
				'id',
				'in',
				eb
					.selectFrom('mails')
					.select('id')
					.where('createdAt', '<', before)
					.orderBy('createdAt')
					.limit(limit),
			),
		);

export const troublesOf = (db: PlatformDb, scopes: readonly Scope[], hashes: readonly string[]) =>
	db
		.selectFrom('mailTroubles')
		.select(['addressHash', 'bouncedAt', 'complainedAt', 'provedAt', 'liftedAt', 'triedAt'])
		.where('scope', 'in', [...scopes])
		.where('addressHash', 'in', [...hashes]);

const later = (known: Expression<unknown>, at: Date) => sql<Date>`greatest(${known}, ${at})`;

export type TroubleRef = { scope: Scope; addressHash: string };
type Moment = 'bouncedAt' | 'complainedAt';

/** Notes that something happened at a moment; of several the last counts, in whichever order they are heard of. */
export const noteTrouble = (db: PlatformDb, ref: TroubleRef, what: Moment, at: Date) =>
	db
		.insertInto('mailTroubles')
		.values({ ...ref, [what]: at })
		.onConflict((conflict) =>
			conflict
				.columns(['scope', 'addressHash'])
				.doUpdateSet((eb) => ({ [what]: later(eb.ref(`mailTroubles.${what}`), at) })),
		);

/** The mailbox proved to work at a moment, or somebody says that it does. */
export const noteRelief = (
	db: PlatformDb,
	{ scope, addressHash }: TroubleRef,
	what: 'provedAt' | 'liftedAt',
	at: Date,
) =>
	db
		.updateTable('mailTroubles')
		.set((eb) => ({ [what]: later(eb.ref(what), at) }))
		.where('scope', '=', scope)
		.where('addressHash', '=', addressHash);

/** Takes the next trial of an address for itself; yields nothing while one was made after `before`. */
export const takeTrial = (
	db: PlatformDb,
	{ scope, addressHash }: TroubleRef,
	{ before, now }: { before: Date; now: Date },
) =>
	db
		.updateTable('mailTroubles')
		.set({ triedAt: now })
		.where('scope', '=', scope)
		.where('addressHash', '=', addressHash)
		.where((eb) => eb.or([eb('triedAt', 'is', null), eb('triedAt', '<=', before)]))
		.returning('scope');

export const forgetTrouble = (db: PlatformDb, { scope, addressHash }: TroubleRef) =>
	db.deleteFrom('mailTroubles').where('scope', '=', scope).where('addressHash', '=', addressHash);

export const forgetScope = (db: PlatformDb, scope: Scope) =>
	db.deleteFrom('mailTroubles').where('scope', '=', scope);
