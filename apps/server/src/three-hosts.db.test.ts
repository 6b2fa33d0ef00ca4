import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityApi, communityCaller, platformApi, platformCaller } from '@kith/domains';
import type { CommunityContext, PlatformContext } from '@kith/domains/context';
import { createCommunityContext } from '@kith/domains/create-context';
import { createPlatformContext } from '@kith/domains/platform-context';
import { wire } from '@kith/kernel/wire';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { outcomeAt, pathsOf } from '@kith/testing/matrix-line';
import { ACTORS } from '@kith/testing/matrix-actors';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import {
	createPlatformStage,
	PLATFORM_ACTORS,
	PLATFORM_CASES,
	type PlatformStage,
} from '@kith/testing/platform-cases';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { outcomeOf as codeOf } from '@kith/testing/test-content';
import { openBrowser } from '@kith/testing/test-staff';
import { staffContext } from './platform-requests.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const PLATFORM = 'kith.localhost:4000';

let installation: TestInstallation;
let stage: Stage;
let platform: PlatformStage;
let member: string;
let server: TestServer;
let people: Awaited<ReturnType<typeof everybody>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
	platform = await createPlatformStage(installation);
	member = (await stage.actor('member')).request.cookie;
	server = await startTestServer(installation);
	people = await everybody();
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

const ofCommunity = Object.keys(communityApi._def.procedures);
const ofPlatform = Object.keys(platformApi._def.procedures);
const queries = new Set([communityApi, platformApi].flatMap((api) => pathsOf(api, 'query')));

type Place = { host: string; base: string };
type Call = { path: string; input: unknown; cookie?: string };

/** How a call over HTTP ends: `done`, or the status and code it was refused with. */
async function outcomeOf({ host, base }: Place, { path, input, cookie = '' }: Call) {
	const said = input === undefined ? '' : JSON.stringify(wire.serialize(input));
	const headers = { cookie, origin: `http://${host}`, 'content-type': 'application/json' };
	const target = `${base}/${path}`;
	const answer = queries.has(path)
		? await server.ask(host, said ? `${target}?input=${encodeURIComponent(said)}` : target, {
				headers,
			})
		: await server.ask(host, target, { method: 'POST', headers, body: said });
	const [, code = ''] = /"(?:code|message)":"([a-z_]+[.][a-z_]+)"/.exec(answer.body) ?? [];
	return answer.status === 200 ? 'done' : `${answer.status} ${code}`;
}

const hostOf = ({ community }: Stage['here']) => new URL(community.origin).host;

/** Where a member of `here` has no business, whatever cookie comes along. */
const strangePlaces = (): Place[] => [
	{ host: hostOf(stage.elsewhere), base: '/api/trpc' },
	{ host: PLATFORM, base: '/api/trpc' },
	{ host: PLATFORM, base: `/api/communities/${stage.here.id}/trpc` },
];

test.for(ofCommunity)(
	'%s: the session of an owner or a member counts at their own address and at no other',
	async (path) => {
		const owner = await stage.actor('owner');
		const { cookie } = owner.request;
		const input: unknown = await COMMUNITY_CASES[path]?.input?.(stage, owner);
		for (const place of strangePlaces()) {
			const asNobody = await outcomeOf(place, { path, input });
			expect(await outcomeOf(place, { path, input, cookie }), place.host).toBe(asNobody);
			expect(await outcomeOf(place, { path, input, cookie: member }), place.host).toBe(asNobody);
		}
		const home = { host: hostOf(stage.here), base: '/api/trpc' };
		const asNobody = await outcomeOf(home, { path, input });
		const asOwner = await outcomeOf(home, { path, input, cookie });
		if (asNobody.startsWith('401')) expect(asOwner).not.toMatch(/^401/);
	},
);

test.for(ofPlatform)(
	'%s: the session of who runs an organization counts on the platform and in no community',
	async (path) => {
		const { cookie } = (await platform.owner()).request;
		const input: unknown = await PLATFORM_CASES[path]?.input?.(platform);
		for (const { here } of [platform, stage]) {
			const place = { host: hostOf(here), base: '/api/trpc' };
			const asNobody = await outcomeOf(place, { path, input });
			expect(await outcomeOf(place, { path, input, cookie }), place.host).toBe(asNobody);
		}
		const home = { host: PLATFORM, base: '/api/trpc' };
		const asNobody = await outcomeOf(home, { path, input });
		const asOwner = await outcomeOf(home, { path, input, cookie });
		if (asNobody.startsWith('401')) expect(asOwner).not.toMatch(/^401/);
	},
);

/** Somebody with a cookie at each kind of address that is not the one they have it from. */
async function everybody() {
	const { services } = installation;
	const browser = (cookie: string) => ({ ...openBrowser(), cookie });
	const site = (cookie: string) =>
		createCommunityContext(services, stage.elsewhere.community, browser(cookie));
	const studio = (cookie: string) => createPlatformContext(services, browser(cookie));
	const sites: [string, CommunityContext][] = [];
	const studios: [string, PlatformContext][] = [];
	for (const name of ACTORS) {
		const { cookie } = (await stage.actor(name)).request;
		if (name !== 'foreigner') sites.push([name, await site(cookie)]);
		studios.push([name, await studio(cookie)]);
	}
	for (const name of PLATFORM_ACTORS)
		sites.push([
			`${name} of the platform`,
			await site((await platform.actor(name)).request.cookie),
		]);
	return { sites, studios, nobody: { site: await site(''), studio: await studio('') } };
}

/** What everybody meets with; each new one with an input of its own, where a call counts how often it is made. */
async function meetings<Ctx>(
	those: readonly (readonly [string, Ctx])[],
	meet: (ctx: Ctx) => Promise<string>,
): Promise<Record<string, string>> {
	const found: Record<string, string> = {};
	for (const [name, ctx] of those) found[name] = await meet(ctx);
	return found;
}
const allAlike = (those: readonly (readonly [string, unknown])[], outcome: string) =>
	Object.fromEntries(those.map(([name]) => [name, outcome]));

test.for(ofCommunity)(
	'%s: nobody is more than a visitor at a foreign address, nor in the studio by a session of a community',
	async (path) => {
		const { sites, studios, nobody } = people;
		const owner = await stage.actor('owner');
		const made: unknown = await COMMUNITY_CASES[path]?.input?.(stage, owner);
		const isCounted = path.startsWith('identity.');
		const meetAt = async (ctx: CommunityContext) => {
			const input: unknown = isCounted ? await COMMUNITY_CASES[path]?.input?.(stage, owner) : made;
			return outcomeAt(communityCaller(ctx), path, input);
		};
		const asVisitor = await meetAt(nobody.site);
		expect(await meetings(sites, meetAt)).toEqual(allAlike(sites, asVisitor));
		const throughStudio = (ctx: PlatformContext) =>
			codeOf(staffContext(ctx, stage.here.id).then(meetAt));
		expect(await meetings(studios, throughStudio)).toEqual(
			allAlike(studios, 'identity.sign_in_needed'),
		);
	},
);

test.for(ofPlatform)(
	'%s: a session of a community is a visitor’s on the platform, whoever has it',
	async (path) => {
		const { studios, nobody } = people;
		const meet = async (ctx: PlatformContext) => {
			const input: unknown = await PLATFORM_CASES[path]?.input?.(platform);
			return outcomeAt(platformCaller(ctx), path, input);
		};
		const asVisitor = await meet(nobody.studio);
		expect(await meetings(studios, meet)).toEqual(allAlike(studios, asVisitor));
	},
);
