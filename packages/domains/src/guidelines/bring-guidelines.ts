import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import {
	acceptedUpTo,
	insertAcceptance,
	insertVersion,
	putInForce,
	startGuidelines,
} from './guidelines.queries.ts';
import type { GuidelineRule, LegalKind } from './guidelines.schema.ts';

type Brought = { title: string; rules: readonly Omit<GuidelineRule, 'id'>[] };

/** Puts the guidelines of a template in force as the first version, accepted by the owner, in the caller's transaction. */
// authorize: a community is filled before anybody is in it.
export async function bringGuidelines(
	db: CommunityDb,
	{ title, rules }: Brought,
	{ memberId, now }: { memberId: string; now: Date },
): Promise<void> {
	const kind = 'guidelines';
	const first = { version: 1, required: 1, title, isOff: false };
	await insertVersion(db, {
		...{ kind, version: 1, title, changes: '', mustAccept: true, publishedAt: now },
		...{ rules: rules.map((rule) => ({ id: newId(), ...rule })), publishedBy: memberId },
	}).execute();
	await startGuidelines(db, kind, first, now).execute();
	await putInForce(db, kind, first, now).execute();
	await insertAcceptance(db, { kind, version: 1, memberId, acceptedAt: now }).execute();
	await acceptedUpTo(db, memberId, { kind, version: 1 }).execute();
}

/** Puts a legal text of a community that is filled in force, asking nobody to accept it, in the caller's transaction. */
// authorize: a community is filled before anybody is in it.
export async function bringLegalText(
	db: CommunityDb,
	{ kind, title, rules }: Brought & { kind: LegalKind },
	{ memberId, now }: { memberId: string | null; now: Date },
): Promise<void> {
	const first = { version: 1, required: 0, title, isOff: false };
	await insertVersion(db, {
		...{ kind, version: 1, title, changes: '', mustAccept: false, publishedAt: now },
		...{ rules: rules.map((rule) => ({ id: newId(), ...rule })), publishedBy: memberId },
	}).execute();
	await startGuidelines(db, kind, first, now).execute();
	await putInForce(db, kind, first, now).execute();
}
