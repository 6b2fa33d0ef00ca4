import { newId } from '@kith/kernel/ids';
import type { Audited } from './audited-settings.ts';
import type { Stage } from './matrix-stage.ts';
import { EVERYONE, INSIDE, KEEPERS, RUNNERS, type Cases } from './matrix-who.ts';

/** A member whom another account opens the studio as. */
async function seated(stage: Stage) {
	const { memberId } = await stage.member();
	const { here } = stage;
	const staffId = newId();
	const row = { id: staffId, email: `${staffId}@staff.example`, name: '', emailVerified: true };
	await here.platform.insertInto('authUsers').values(row).execute();
	const desk = { communityId: here.id, memberId, staffId, createdAt: new Date() };
	await here.platform.insertInto('desks').values(desk).execute();
	return { memberId };
}

/** The procedures of who opens the studio as a member. */
export const DESK_CASES: Cases = {
	'desks.sight': { allowed: EVERYONE },
	'desks.waiting': { allowed: EVERYONE },
	'desks.own': { allowed: INSIDE },
	'desks.open': { allowed: KEEPERS },
	'desks.leave': { allowed: INSIDE },
	'desks.ofMember': { allowed: RUNNERS, input: (stage) => stage.member() },
	'desks.end': { allowed: RUNNERS, input: seated },
};

export const AUDITED_DESKS: Readonly<Record<string, Audited>> = {
	'desks.end': { action: 'desks.ended' },
};
