import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import {
	acceptedUpTo,
	insertAcceptance,
	insertVersion,
	putInForce,
	startGuidelines,
} from './guidelines.queries.ts';
import type { GuidelineRule } from './guidelines.schema.ts';

type Brought = { title: string; rules: readonly Omit<GuidelineRule, 'id'>[] };

/** Puts the guidelines of a template in force as the first version, accepted by the owner, in the caller's transaction. */
// authorize: a community is filled before anybody is in it.
export async function bringGuidelines(
	db: CommunityDb,
	{ title, rules }: Brought,
	{ memberId, now }: { memberId: string; now: Date },
): Promise<void> {
	const first = { version: 1, required: 1 };
	await insertVersion(db, {
		...{ version: 1, title, changes: '', mustAccept: true, publishedAt: now },
		...{ rules: rules.map((rule) => ({ id: newId(), ...rule })), publishedBy: memberId },
	}).execute();
	await startGuidelines(db, first, now).execute();
	await putInForce(db, first, now).execute();
	await insertAcceptance(db, { version: 1, memberId, acceptedAt: now }).execute();
	await acceptedUpTo(db, memberId, 1).execute();
}
