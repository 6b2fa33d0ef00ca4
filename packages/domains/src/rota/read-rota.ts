import type { CommunityContext } from '../context.ts';
import { isAllowed } from '../permissions/ability.ts';
import { grantsOf } from '../permissions/grants.ts';
import { shiftsAt } from './on-call.ts';
import { storedSetting } from '../settings.queries.ts';
import { roleHolders, ROTA } from './rota.queries.ts';
import { SaveRota, type Rota } from './rota.schema.ts';

type Place = Pick<CommunityContext, 'db' | 'snapshot'>;

const EMPTY: SaveRota = { shifts: [], version: 0 };

/** The rota of the community, for those who decide there and those who may arrange it. */
export async function readRota(ctx: CommunityContext): Promise<Rota> {
	const { ability, db, snapshot, clock } = ctx;
	const mayEdit = isAllowed(ability, 'administer', 'Setting', { key: 'approval' });
	if (!mayEdit && !isAllowed(ability, 'approve', 'Member')) ctx.authorize('approve', 'Submission');
	const [stored, people] = await Promise.all([keptRota(db), decidersOf(ctx)]);
	const names = new Map(people.map(({ memberId, name }) => [memberId, name]));
	// Who decides no more is on no rota.
	const shifts = stored.shifts.filter(({ memberId }) => names.has(memberId));
	const timeZone = zoneOf(snapshot);
	const now = shiftsAt(shifts, clock.now(), timeZone);
	return {
		...{ shifts, version: stored.version, timeZone, people, mayEdit },
		onCall: now.map(({ memberId, to }) => ({
			...{ memberId, name: names.get(memberId) ?? '', until: to },
		})),
	};
}

/**
 * Of those who would be told at a moment, whoever is on call then; all of them when none is, so that nothing is told to
 * nobody.
 */
// authorize: asked by the jobs that write to those who decide.
export async function whoIsTold<One extends { id: string }>(
	{ db, snapshot }: Place,
	deciders: readonly One[],
	at: Date,
): Promise<readonly One[]> {
	const { shifts } = await keptRota(db);
	const onCall = new Set(shiftsAt(shifts, at, zoneOf(snapshot)).map(({ memberId }) => memberId));
	const told = deciders.filter(({ id }) => onCall.has(id));
	return told.length > 0 ? told : deciders;
}

/** Active members who decide on texts or on who comes in, in the whole community, by name. */
// authorize: asked by verbs that have authorized.
export async function decidersOf({ db, snapshot }: Place): Promise<Rota['people']> {
	const holders = await roleHolders(db).execute();
	return holders
		.filter(({ id, roleIds }) => {
			const grants = grantsOf(snapshot, { memberId: id, roleIds, spaceIds: [] });
			return grants.has('posts:approve') || grants.has('members:approve');
		})
		.map(({ id, name }) => ({ memberId: id, name }));
}

async function keptRota(db: Place['db']): Promise<SaveRota> {
	const row = await storedSetting(db, ROTA).executeTakeFirst();
	return row ? SaveRota.parse(row.value) : EMPTY;
}

const zoneOf = ({ localization }: Place['snapshot']) => localization.timeZone ?? 'UTC';
