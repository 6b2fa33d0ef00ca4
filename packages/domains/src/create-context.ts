import { writeEvent } from '@kith/db/outbox';
import type { CommunityDb } from '@kith/db/handles';
import { memberIdOf, type Actor } from '@kith/kernel/actor';
import { ForbiddenError, NotFoundError, UnauthenticatedError } from '@kith/kernel/errors';
import type { AuditNote } from './audit/audit.schema.ts';
import { writeEntries } from './audit/write-entries.ts';
import { displayNameOf } from './communities/display-name.ts';
import type { CommunityIdentity, CommunitySnapshot, EntryRole } from './snapshot.ts';
import type {
	CommunityContext,
	CommunityTransaction,
	RequestFacts,
	Services,
	Staff,
	StaffRole,
} from './context.ts';
import { staffStanding } from './desks/staff-standing.ts';
import { eventCatalogue, type EventName } from './events.ts';
import { authenticate, inSession, withOwnSession } from './identity/authenticate.ts';
import type { SignedIn } from './identity/session-cache.ts';
import {
	alignEntryRole,
	employmentBehind,
	ensureMember,
	isInLine,
	memberOfStaff,
	readStanding,
	standingOf,
	type StandingRow,
} from './members/index.ts';
import { isAllowed } from './permissions/ability.ts';
import { abilityOf } from './permissions/compile.ts';
import { hurdleBefore } from './permissions/hurdles.ts';
import { pastDeadlocks } from './past-deadlocks.ts';
import { NOBODY } from './permissions/permission.ts';
import type { Standing } from './permissions/standing.ts';
import type { Preview } from './roles/preview.ts';
import { shownFor } from './roles/whom.ts';
import { A_MEMBER, A_VISITOR, viewerOf } from './viewer-of.ts';

/** No browser behind it: what jobs and commands bring for a request. */
export const NO_REQUEST: RequestFacts = { ip: '', userAgent: '', cookie: '', setCookie: () => {} };

/** How a member sees the place, without being one: it reads, and every verb that writes finds nobody behind it. */
const ONLOOKER: Standing = { memberId: NOBODY, roleIds: [], spaceIds: [] };

/**
 * The context of a request to a community's own address. A preview shows the site as members see it, or as one of them
 * does, to whoever holds the studio's token; nothing can be changed in it.
 */
export async function createCommunityContext(
	services: Services,
	community: CommunityIdentity,
	sent: RequestFacts,
	preview: Preview | null = null,
): Promise<CommunityContext> {
	const { origin } = community;
	const auth = () => services.realms.community(community);
	const request = await withOwnSession({ origin, auth }, sent);
	const db = services.communityDb(community);
	const shared = await services.snapshots.get(community.id, db);
	const isDesigned = preview !== null && preview.whom === null;
	const snapshot = isDesigned ? asDesigned(shared) : shared;
	const shown = preview?.whom ? await shownFor({ db, snapshot }, preview.whom) : null;
	if (shown)
		return assemble(services, community, snapshot, db, request, {
			...(preview?.whom?.kind === 'visitor' ? A_VISITOR : A_MEMBER),
			standing: shown.standing,
			shownAs: shown.name,
		});
	const found = await authenticate(services, community, db, request);
	const signedIn =
		found && !found.member
			? await admit(services, community, snapshot, { ...found, ip: request.ip })
			: found;
	const active = await inLine(services, community, snapshot, signedIn);
	return assemble(services, community, snapshot, db, request, {
		actor: active
			? { kind: 'member', memberId: active.id, userId: signedIn?.userId ?? '' }
			: { kind: 'anonymous' },
		standing: active ? standingOf(active) : isDesigned ? ONLOOKER : null,
		viewer: signedIn && viewerOf(signedIn, snapshot, services.clock.now()),
		session: signedIn?.session ?? null,
	});
}

/** In a preview the design being tried is the one that everybody sees. */
function asDesigned(snapshot: CommunitySnapshot): CommunitySnapshot {
	const { draftSite } = snapshot;
	return { ...snapshot, look: draftSite.look, site: draftSite };
}

/**
 * The context of somebody in the studio. Owners and admins of the organization hold those roles here; who looks after
 * its payments or its numbers may do that and nothing else; a member with a desk may do what they may as a member. To
 * everybody else the community is one that never was: `communities.not_found`.
 */
export async function createStaffContext(
	services: Services,
	community: CommunityIdentity,
	staff: Staff,
	request: RequestFacts,
): Promise<CommunityContext> {
	const role = staff.organizations.find(({ id }) => id === community.organizationId)?.role;
	const db = services.communityDb(community);
	const snapshot = await services.snapshots.get(community.id, db);
	const enteredId = role ? await memberOfStaff(db, staff.email) : null;
	const entry = enteredId && snapshot.entryRoles[enteredId];
	if (role && enteredId && entry && !isInLine(snapshot, entry, role))
		await align(services, community, enteredId, entry, role);
	const who = await staffStanding({ services, community, snapshot, db }, staff, {
		...{ role, enteredId },
	});
	if (!who) throw new NotFoundError('communities.not_found');
	return assemble(services, community, snapshot, db, request, {
		actor: { kind: 'staff', staffId: staff.id, memberId: who.memberId },
		...{ standing: who.standing, viewer: null, staffName: displayNameOf(staff) },
	});
}

/** Whose doing a job is. */
type Starting = { actor: Actor; staffName?: string };

/**
 * The context of a job or command in a community: it may do everything and is named in the audit trail, or the one who
 * started it is.
 */
export async function createJobContext(
	services: Services,
	community: CommunityIdentity,
	name: string,
	{ actor, staffName = '' }: Starting = { actor: { kind: 'job', name } },
): Promise<CommunityContext> {
	const db = services.communityDb(community);
	const snapshot = await services.snapshots.get(community.id, db);
	const owner = snapshot.roles.find(({ key }) => key === 'owner');
	return assemble(services, community, snapshot, db, NO_REQUEST, {
		...{ actor, staffName },
		// What only its own member may do, it may for who started it. Who that is has been asked for a second factor then.
		standing: {
			...{ roleIds: owner ? [owner.id] : [], spaceIds: [], hasSecondFactor: true },
			memberId: memberIdOf(actor) ?? '',
		},
		viewer: null,
	});
}

type Who = Pick<CommunityContext, 'actor' | 'standing' | 'viewer'> &
	Partial<Pick<CommunityContext, 'session' | 'staffName' | 'shownAs'>>;

function assemble(
	services: Services,
	community: CommunityIdentity,
	snapshot: CommunitySnapshot,
	db: CommunityDb,
	request: RequestFacts,
	{ actor, standing, viewer, session = null, staffName = '', shownAs = null }: Who,
): CommunityContext {
	const { grants, ability } = abilityOf(snapshot, standing);
	const ctx: CommunityContext = {
		...{ community, snapshot, actor, standing, grants, ability, viewer, session, staffName, db },
		...{ services, request, shownAs },
		clock: services.clock,
		authorize(action, subject, row) {
			if (isAllowed(ability, action, subject, row)) return;
			if (actor.kind === 'anonymous') throw new UnauthenticatedError('identity.sign_in_needed');
			const hurdle = standing && hurdleBefore(snapshot, standing, { action, name: subject, row });
			if (hurdle) throw new ForbiddenError(hurdle.code, hurdle.details);
			throw new ForbiddenError('permissions.denied', { action, subject });
		},
		transaction: (run) => runTransaction(ctx, run),
	};
	return ctx;
}

/** What a transaction gathers: what is told once it commits, and what it writes into the audit log at its end. */
type Gathered = {
	told: { topic: string; data: Record<string, unknown> }[];
	notes: AuditNote[];
};

async function runTransaction<T>(
	ctx: CommunityContext,
	run: (tx: CommunityTransaction) => Promise<T>,
): Promise<T> {
	return inOneTransaction(ctx, (inner) => inner.transaction(run));
}

/**
 * Runs `work` with a context whose statements and transactions are all part of one: whoever holds a connection and asks
 * for a second one waits for others who do the same, for ever. What it tells is told after the commit. After a deadlock
 * `work` runs again from its beginning, so that it keeps nothing outside of its transaction.
 */
export async function inOneTransaction<T>(
	ctx: CommunityContext,
	work: (inner: CommunityContext) => Promise<T>,
): Promise<T> {
	if (ctx.shownAs !== null) throw new ForbiddenError('permissions.looking_on');
	const { done, told } = await pastDeadlocks(() =>
		ctx.db.transaction().execute(async (db) => {
			const gathered: Gathered = { told: [], notes: [] };
			const inner: CommunityContext = {
				...ctx,
				db,
				transaction: (run) => run(transactionOn(inner, db, gathered)),
			};
			const result = await work(inner);
			await writeEntries(ctx, db, gathered.notes);
			return { done: result, told: gathered.told };
		}),
	);
	await announce(ctx, told);
	return done;
}

/** Statements on `db`; what is left for its end goes into `gathered`. */
function transactionOn(
	ctx: CommunityContext,
	db: CommunityDb,
	{ told, notes }: Gathered,
): CommunityTransaction {
	return {
		db,
		audit: (note) => notes.push(note),
		async emit(name, payload) {
			told.push({ topic: 'outbox.written', data: {} });
			return writeEvent(db, {
				communityId: ctx.community.id,
				type: name,
				payload: parsePayload(name, payload),
				actor: ctx.actor,
				occurredAt: ctx.clock.now(),
			});
		},
		touchCommunity: () => told.push({ topic: 'community.touched', data: {} }),
		touchMember: (memberId) => told.push({ topic: 'member.touched', data: { memberId } }),
	};
}

/** What is committed stays committed: a bus that is down costs freshness elsewhere, never the answer. */
async function announce(ctx: CommunityContext, told: Gathered['told']): Promise<void> {
	const { bus, snapshots, sessions, logger } = ctx.services;
	const distinct = new Map(told.map((one) => [`${one.topic} ${JSON.stringify(one.data)}`, one]));
	for (const { topic, data } of distinct.values()) {
		if (topic === 'community.touched') snapshots.drop(ctx.community.id);
		if (topic === 'member.touched') sessions.dropMember(ctx.community.id, String(data['memberId']));
		await bus
			.publish({ topic, communityId: ctx.community.id, data })
			.catch((error: unknown) => logger.warn({ error, topic }, 'bus did not take a message'));
	}
}

function parsePayload(name: EventName, payload: unknown): Record<string, unknown> {
	return eventCatalogue[name].payload.parse(payload);
}

/** Someone with a session and no membership: signed up a moment ago, or the join was interrupted. */
async function admit(
	services: Services,
	community: CommunityIdentity,
	snapshot: CommunitySnapshot,
	person: SignedIn & { ip: string },
): Promise<SignedIn> {
	const { ip: _, ...signedIn } = person;
	const member = await ensureMember({ services, community, snapshot }, person, null);
	return { ...signedIn, member: inSession(member, signedIn.session) };
}

/** The active member behind a session; who entered as staff stands here as what they are in the organization now. */
async function inLine(
	services: Services,
	community: CommunityIdentity,
	snapshot: CommunitySnapshot,
	signedIn: SignedIn | null,
): Promise<StandingRow | null> {
	const member = signedIn?.member?.status === 'active' ? signedIn.member : null;
	const entry = member && snapshot.entryRoles[member.id];
	if (!signedIn || !member || !entry) return member;
	const employment = await employmentBehind(services, community, entry);
	if (isInLine(snapshot, entry, employment)) return member;
	await align(services, community, member.id, entry, employment);
	const now = await readStanding(services.communityDb(community), signedIn.userId);
	return inSession(now, signedIn.session);
}

async function align(
	services: Services,
	community: CommunityIdentity,
	memberId: string,
	entry: EntryRole,
	employment: StaffRole | null,
): Promise<void> {
	const ctx = await createJobContext(services, community, 'align-entry-role');
	await alignEntryRole(ctx, memberId, entry, employment);
}
