import * as z from 'zod';
import { addSeconds } from '@kith/kernel/clock';
import { AppError, InvalidError, NotFoundError } from '@kith/kernel/errors';
import { hashToken, newToken } from '@kith/kernel/ids';
import { seal, unseal } from '@kith/kernel/seal';
import type { CommunityContext } from '../context.ts';
import { keepShortly, readKept } from '../identity/index.ts';
import { hasModule } from '../modules/index.ts';
import { tierRow } from '../tiers/index.ts';
import { useOnce } from './attempt.ts';
import { connectionById, storedNow } from './connections.ts';
import { judge } from './enter.ts';
import { dueBy } from './mapping.ts';
import { personOf } from './person.ts';
import { TestReport, TestWhy, type Connection, type ConnectionRef } from './sso.schema.ts';

const TICKET_SECONDS = 60;
const REPORT_SECONDS = 1800;
const MOST_CLAIMS = 60;

const Ticket = z.strictObject({ connectionId: z.uuid(), test: z.string(), expiresAt: z.number() });

const purposeOf = (ctx: CommunityContext) => `sso test ${ctx.community.id}`;
const reportName = (test: string) => `sso-test:${hashToken(test)}`;

/** The link by which an admin tries a connection in their own browser; works once, for a minute. */
export async function startTest(
	ctx: CommunityContext,
	{ connectionId }: ConnectionRef,
): Promise<{ url: string }> {
	ctx.authorize('administer', 'Connection');
	connectionById({ sso: await storedNow(ctx) }, connectionId);
	const expiresAt = addSeconds(ctx.clock.now(), TICKET_SECONDS).getTime();
	const ticket: z.infer<typeof Ticket> = { connectionId, test: newToken(), expiresAt };
	const sealed = seal(ctx.services.secret, purposeOf(ctx), JSON.stringify(ticket));
	return { url: `${ctx.community.origin}/api/sso/${connectionId}/start?test=${sealed}` };
}

/** What the studio calls the test that a link begins. Throws `sso.attempt_gone` for a used, late or foreign link. */
// authorize: only who may administer connections is given such a link.
export async function openTest(
	ctx: CommunityContext,
	connectionId: string,
	sealed: string,
): Promise<string> {
	const ticket = Ticket.safeParse(JSON.parse(textOf(ctx, sealed)));
	const isGood = ticket.success && ticket.data.connectionId === connectionId;
	if (!isGood || ticket.data.expiresAt <= ctx.clock.now().getTime())
		throw new InvalidError('sso.attempt_gone');
	await useOnce(ctx, `test ${ticket.data.test}`);
	return ticket.data.test;
}

function textOf(ctx: CommunityContext, sealed: string): string {
	try {
		return unseal(ctx.services.secret, purposeOf(ctx), sealed);
	} catch (cause) {
		throw new InvalidError('sso.attempt_gone', {}, { cause });
	}
}

type Met = { claims: Readonly<Record<string, unknown>> } | { error: unknown };

/** Keeps what a test met with, signs nobody in, and says where the admin reads it. */
// authorize: the test was begun by who may administer connections; the report is shown to nobody else.
export async function reportTest(
	ctx: CommunityContext,
	connection: Connection,
	test: string,
	met: Met,
): Promise<string> {
	const report =
		'error' in met ? failed(connection, met.error) : await passed(ctx, connection, met);
	await keepShortly(ctx, reportName(test), {
		value: seal(ctx.services.secret, purposeOf(ctx), JSON.stringify(report)),
		seconds: REPORT_SECONDS,
	});
	const page = `/c/${ctx.community.id}/settings/sign-in/sso/${connection.id}`;
	return `${ctx.services.platformOrigin}${page}?test=${test}`;
}

/** The report of a test; throws `sso.test_not_found` when there is none, or none any more. */
export async function readTest(
	ctx: CommunityContext,
	{ test }: { test: string },
): Promise<TestReport> {
	ctx.authorize('administer', 'Connection');
	const kept = await readKept(ctx, reportName(test));
	if (kept === null) throw new NotFoundError('sso.test_not_found');
	return TestReport.parse(JSON.parse(unseal(ctx.services.secret, purposeOf(ctx), kept)));
}

const nothing = {
	...{ claims: [], person: null, outcome: null },
	...{ roles: [], spaces: [], tiers: [], rolesInSpaces: [] },
};

/** Only what is nobody's mistake but the configuration's is a report; a failure of ours stays one. */
function failed({ id }: Connection, error: unknown): TestReport {
	if (!(error instanceof AppError)) throw error;
	const reason = String(error.details['reason'] ?? '');
	const why = TestWhy.nullable().catch(null).parse(error.details['why']);
	return { ...nothing, connectionId: id, failure: { code: error.code, why, reason } };
}

async function passed(
	ctx: CommunityContext,
	connection: Connection,
	{ claims }: { claims: Readonly<Record<string, unknown>> },
): Promise<TestReport> {
	const { roles, spaces } = ctx.snapshot;
	const due = dueBy(connection, claims, ctx.snapshot);
	const shown = {
		...{ ...nothing, connectionId: connection.id, failure: null, claims: shownClaims(claims) },
		roles: roles.filter(({ id }) => due.roleIds.includes(id)).map(({ name }) => name),
		spaces: spaces.filter(({ id }) => due.spaceIds.includes(id)).map(({ name }) => name),
		tiers: hasModule(ctx, 'memberships') ? await namesOfTiers(ctx, due.tierIds) : [],
		rolesInSpaces: due.rolesInSpaces.map(({ roleId, spaceId }) => ({
			role: roles.find(({ id }) => id === roleId)?.name ?? '',
			space: spaces.find(({ id }) => id === spaceId)?.name ?? '',
		})),
	};
	try {
		const person = personOf(connection, claims);
		return { ...shown, person, outcome: (await judge(ctx, connection, person)).kind };
	} catch (error) {
		return { ...shown, failure: failed(connection, error).failure };
	}
}

async function namesOfTiers({ db }: CommunityContext, tierIds: readonly string[]) {
	const rows = await Promise.all(tierIds.map((id) => tierRow(db, id).executeTakeFirst()));
	return rows.flatMap((tier) => (tier?.status === 'published' ? tier.name : []));
}

function shownClaims(claims: Readonly<Record<string, unknown>>): TestReport['claims'] {
	return Object.entries(claims)
		.slice(0, MOST_CLAIMS)
		.map(([name, value]) => {
			const text = typeof value === 'string' ? value : JSON.stringify(value);
			return { name: name.slice(0, 200), value: (text ?? '').slice(0, 1000) };
		});
}
