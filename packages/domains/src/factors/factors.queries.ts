import { sql } from 'kysely';
import type { RealmDb } from '../realm.ts';

export const safeguardsOf = (db: RealmDb, userId: string) =>
	db
		.selectFrom('safeguards')
		.select(['totpSecret', 'totpConfirmedAt'])
		.select(sql<number>`cardinality(recovery_hashes)`.as('recoveryLeft'))
		.where('userId', '=', userId);

/** What somebody can be asked for beside a code or a password, on this host. */
export const methodsOf = (db: RealmDb, userId: string, host: string) =>
	db
		.selectFrom('authUsers')
		.leftJoin('safeguards', 'safeguards.userId', 'authUsers.id')
		.select((eb) => [
			sql<boolean>`safeguards.totp_confirmed_at is not null`.as('app'),
			eb
				.exists(
					eb
						.selectFrom('passkeys')
						.select('id')
						.whereRef('passkeys.userId', '=', 'authUsers.id')
						.where('passkeys.host', '=', host),
				)
				.as('passkey'),
			sql<number>`coalesce(cardinality(safeguards.recovery_hashes), 0)`.as('recoveryLeft'),
		])
		.where('authUsers.id', '=', userId);

export const passwordsOf = (db: RealmDb, userId: string) =>
	db
		.selectFrom('authAccounts')
		.select('id')
		.where('userId', '=', userId)
		.where('providerId', '=', 'credential')
		.where('password', 'is not', null);

/** A secret that counts for nothing until a code of it was typed. */
export const keepTotpSecret = (db: RealmDb, userId: string, totpSecret: string) =>
	db
		.insertInto('safeguards')
		.values({ userId, totpSecret })
		.onConflict((conflict) =>
			conflict
				.column('userId')
				.doUpdateSet({ totpSecret, totpStep: 0 })
				.where('safeguards.totpConfirmedAt', 'is', null),
		)
		.returning('userId');

/** Uses one step's code up; of any number of parallel uses one gets a row. */
export const takeTotpStep = (db: RealmDb, userId: string, step: number) =>
	db
		.updateTable('safeguards')
		.set({ totpStep: step })
		.where('userId', '=', userId)
		.where('totpStep', '<', step)
		.where('totpConfirmedAt', 'is not', null)
		.returning('userId');

export const confirmTotpSecret = (
	db: RealmDb,
	{ userId, secret, step, now }: { userId: string; secret: string; step: number; now: Date },
) =>
	db
		.updateTable('safeguards')
		.set({ totpConfirmedAt: now, totpStep: step })
		.where('userId', '=', userId)
		.where('totpSecret', '=', secret)
		.where('totpConfirmedAt', 'is', null)
		.returning('userId');

export const dropTotp = (db: RealmDb, userId: string) =>
	db
		.updateTable('safeguards')
		.set({ totpSecret: null, totpConfirmedAt: null, totpStep: 0 })
		.where('userId', '=', userId)
		.where('totpConfirmedAt', 'is not', null)
		.returning('userId');

export const keepRecoveryHashes = (db: RealmDb, userId: string, recoveryHashes: string[]) =>
	db
		.insertInto('safeguards')
		.values({ userId, recoveryHashes })
		.onConflict((conflict) => conflict.column('userId').doUpdateSet({ recoveryHashes }));

/** Uses a recovery code up; of any number of parallel uses one gets a row. */
export const takeRecoveryHash = (db: RealmDb, userId: string, hash: string) =>
	db
		.updateTable('safeguards')
		.set({ recoveryHashes: sql<string[]>`array_remove(recovery_hashes, ${hash}::text)` })
		.where('userId', '=', userId)
		.where(sql<boolean>`${hash}::text = any(recovery_hashes)`)
		.returning(sql<number>`cardinality(recovery_hashes)`.as('left'));

export const passkeysOf = (db: RealmDb, userId: string) =>
	db
		.selectFrom('passkeys')
		.select(['id', 'credentialId', 'transports', 'host', 'name', 'createdAt', 'lastUsedAt'])
		.where('userId', '=', userId)
		.orderBy('createdAt')
		.orderBy('id')
		.limit(50);

export const passkeyById = (db: RealmDb, id: string) =>
	db
		.selectFrom('passkeys')
		.innerJoin('authUsers', 'authUsers.id', 'passkeys.userId')
		.select(['passkeys.id', 'passkeys.userId', 'passkeys.credentialId', 'passkeys.publicKey'])
		.select(['passkeys.counter', 'passkeys.host', 'authUsers.email', 'authUsers.name'])
		.where('passkeys.id', '=', id);

type NewPasskey = {
	id: string;
	userId: string;
	credentialId: string;
	publicKey: string;
	counter: number;
	transports: string[];
	host: string;
	name: string;
	createdAt: Date;
};

export const insertPasskey = (db: RealmDb, passkey: NewPasskey) =>
	db
		.insertInto('passkeys')
		.values(passkey)
		.onConflict((conflict) => conflict.doNothing())
		.returning('id');

export const markPasskeyUsed = (db: RealmDb, id: string, counter: number, now: Date) =>
	db.updateTable('passkeys').set({ counter, lastUsedAt: now }).where('id', '=', id);

export const renamePasskeyOf = (db: RealmDb, userId: string, id: string, name: string) =>
	db
		.updateTable('passkeys')
		.set({ name })
		.where('userId', '=', userId)
		.where('id', '=', id)
		.returning('id');

export const deletePasskeyOf = (db: RealmDb, userId: string, id: string) =>
	db
		.deleteFrom('passkeys')
		.where('userId', '=', userId)
		.where('id', '=', id)
		.returning(['id', 'name']);

/** Somebody without any factor has nothing left to recover, and no session that is more than another. */
export const clearRecovery = (db: RealmDb, userId: string) =>
	db.updateTable('safeguards').set({ recoveryHashes: [] }).where('userId', '=', userId);

export const clearSessionFactors = (db: RealmDb, userId: string) =>
	db.updateTable('authSessions').set({ factor: null }).where('userId', '=', userId);

/** Remembers a device; tells whether it was known, and whether any was. */
export const rememberDevice = (db: RealmDb, userId: string, hash: string, most: number) =>
	db
		.with('before', (inner) =>
			inner.selectFrom('safeguards').select('deviceHashes').where('userId', '=', userId),
		)
		.insertInto('safeguards')
		.values({ userId, deviceHashes: [hash] })
		.onConflict((conflict) =>
			conflict.column('userId').doUpdateSet({
				deviceHashes: sql<string[]>`(array_append(
					array_remove(safeguards.device_hashes, ${hash}::text), ${hash}::text
				))[greatest(1, cardinality(array_remove(safeguards.device_hashes, ${hash}::text)) + 2 - ${most}::int):]`,
			}),
		)
		.returning([
			sql<boolean>`coalesce((select cardinality(device_hashes) > 0 from before), false)`.as(
				'hadAny',
			),
			sql<boolean>`coalesce((select ${hash}::text = any(device_hashes) from before), false)`.as(
				'wasKnown',
			),
		]);

export const forgetDevices = (db: RealmDb, userId: string) =>
	db.updateTable('safeguards').set({ deviceHashes: [] }).where('userId', '=', userId);

export const deletePasskeys = (db: RealmDb, userId: string) =>
	db.deleteFrom('passkeys').where('userId', '=', userId);

export const deleteSafeguards = (db: RealmDb, userId: string) =>
	db.deleteFrom('safeguards').where('userId', '=', userId);
