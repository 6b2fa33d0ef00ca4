import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityApi, platformApi } from '@kith/domains';
import { wire } from '@kith/kernel/wire';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import {
	createPlatformStage,
	PLATFORM_CASES,
	type PlatformStage,
} from '@kith/testing/platform-cases';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { startTestServer, type TestServer } from './test-server.ts';

const PLATFORM = 'kith.localhost:4000';

let installation: TestInstallation;
let stage: Stage;
let platform: PlatformStage;
let member: string;
let server: TestServer;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
	platform = await createPlatformStage(installation);
	member = (await stage.actor('member')).request.cookie;
	server = await startTestServer(installation);
});
afterAll(async () => {
	await server.close();
	await installation.close();
});

const typesOf = (api: { _def: { procedures: object } }) =>
	Object.entries(api._def.procedures) as unknown as [string, { _def: { type: string } }][];
const ofCommunity = typesOf(communityApi);
const ofPlatform = typesOf(platformApi);
const queries = new Set(
	[...ofCommunity, ...ofPlatform].filter(([, { _def }]) => _def.type === 'query').map(pathOf),
);

function pathOf([path]: [string, unknown]): string {
	return path;
}

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

test.for(ofCommunity.map(pathOf))(
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

test.for(ofPlatform.map(pathOf))(
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
