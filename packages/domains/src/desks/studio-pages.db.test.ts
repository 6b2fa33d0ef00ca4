import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { outcomeAt } from '@kith/testing/matrix-line';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { memberWith, strongAs } from '@kith/testing/test-desks';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { communityApi, communityCaller } from '../index.ts';
import type { SETTINGS } from '../communities/communities.policy.ts';
import { isAllowed } from '../permissions/ability.ts';
import { abilityOf } from '../permissions/compile.ts';
import { permissionCatalogue, type Permission } from '../permissions/permissions.schema.ts';
import { STUDIO_PAGES, type StudioPage } from './desks.schema.ts';
import { waysInto, type Ask } from './studio-pages.ts';

const ROUTES = join(import.meta.dirname, '../../../../apps/studio/src/routes/c/[id]');
const LIB = join(import.meta.dirname, '../../../../apps/studio/src/lib');
/** Pages that lead on, or call what belongs to the platform. */
const ELSEWHERE: Partial<Record<StudioPage, readonly string[]>> = {
	'settings/data': [],
};
/** Parts of a page that are opened by a further word of its own. */
const MORE_ASKED: Readonly<Record<string, readonly string[]>> = {
	// Who runs the organization is told of its plan.
	'settings/usage': ['plans.current'],
	members: ['members.invitations', 'mail.health', 'merging.preview'],
	...{ 'revenue/payments': ['payments.planDisconnect'], 'revenue/tiers': ['payments.get'] },
	...{ 'revenue/offers': ['payments.get'], 'revenue/affiliates': ['payments.get'] },
	'revenue/taxes': ['payments.get'],
};

let installation: TestInstallation;
let stage: Stage;
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
});
afterAll(() => installation.close());

/** The loads of a page and of those below it that are no pages of their own. */
function loadsOf(page: string): string[] {
	return readdirSync(join(ROUTES, page), { withFileTypes: true }).flatMap((entry) => {
		const path = join(page, entry.name);
		if (entry.isDirectory())
			return (STUDIO_PAGES as readonly string[]).includes(path) ? [] : loadsOf(path);
		return /^\+(?:page|layout)\.server\.ts$/.test(entry.name) ? [path] : [];
	});
}

/** What the page's file asks itself, and what those ask that it lets read for it. */
function withHelpers(path: string): string[] {
	const source = readFileSync(path, 'utf8');
	const helpers = source.matchAll(/import \{([^}]*)\} from '#lib\/(\S+\.ts)'/g);
	const asked = [...helpers].flatMap(([, names = '', file = '']) => {
		const parts = readFileSync(join(LIB, file), 'utf8').split(/^(?=export |\/\*\*)/m);
		const called = names.split(',').map((name) => name.trim());
		return parts.filter((part) =>
			called.some((name) => new RegExp(`(?:function|const) ${name}\\b`).test(part)),
		);
	});
	return [source, ...asked];
}

/** What the loads ask of the community's procedures, but for what they do without. */
function askedBy(page: StudioPage): string[] {
	const sources = loadsOf(page).flatMap((path) => withHelpers(join(ROUTES, path)));
	const calls = sources.flatMap((source) => {
		const [load = ''] = source.split('export const actions');
		const found = load.matchAll(/(?<!orWithout\(\s*)\bapi\.(\w+\.\w+)\(/g);
		return [...found].map(([, path = '']) => path);
	});
	return [...new Set(calls)].filter((path) => !MORE_ASKED[page]?.includes(path)).toSorted();
}

/** A permission that alone allows what is asked. */
function keyTo(ctx: CommunityContext, [action, name, row]: Ask): Permission {
	const found = permissionCatalogue.find((permission) => {
		const [member] = ctx.snapshot.roles.filter(({ key }) => key === 'member');
		if (!member) return false;
		const role = { ...member, id: newId(), key: 'only', permissions: { [permission]: 'allow' } };
		const snapshot = { ...ctx.snapshot, roles: [member, role as typeof member] };
		const standing = { memberId: newId(), roleIds: [role.id], spaceIds: [], hasSecondFactor: true };
		return isAllowed(abilityOf(snapshot, standing).ability, action, name, row);
	});
	if (!found) throw new Error(`nothing alone allows ${action} ${name}`);
	return found;
}

const words = (permissions: readonly string[]) =>
	Object.fromEntries(permissions.map((one) => [one, 'allow' as const]));

/** Somebody who is an ordinary member and may this, and nothing else. */
async function holding(permissions: readonly string[]): Promise<CommunityContext> {
	return strongAs(installation, stage.here, await memberWith(stage.here, words(permissions)));
}

/** What the same procedures are asked for guidelines by the table of who may call them. */
const LEGAL = { kind: 'terms' };

async function call(ctx: CommunityContext, page: StudioPage, path: string): Promise<string> {
	const input: unknown = await COMMUNITY_CASES[path]?.input?.(stage, ctx);
	return outcomeAt(communityCaller(ctx), path, page === 'settings/legal' ? LEGAL : input);
}

const REFUSED = ['permissions.denied', 'permissions.second_factor_needed'];

test.for(STUDIO_PAGES)('%s opens for who has what it lists, and for nobody else', async (page) => {
	const paths = ELSEWHERE[page] ?? askedBy(page);
	expect(paths.length > 0 || page in ELSEWHERE, 'its loads ask for something').toBe(true);
	expect(paths.filter((path) => !(path in communityApi._def.procedures))).toEqual([]);
	const founder = await holding([]);
	for (const asks of waysInto(page)) {
		const keys = asks.map((ask) => keyTo(founder, ask));
		const ctx = await holding(keys);
		expect((await communityCaller(ctx).desks.sight()).pages).toContain(page);
		const outcomes = new Map<string, string>();
		for (const path of paths) outcomes.set(path, await call(ctx, page, path));
		const shut = [...outcomes].filter(([, outcome]) => REFUSED.includes(outcome));
		expect(shut, `with ${keys.join(', ')}`).toEqual([]);
		for (const key of keys) {
			const without = await holding(keys.filter((one) => one !== key));
			expect((await communityCaller(without).desks.sight()).pages).not.toContain(page);
			if (paths.length === 0) continue;
			const found: string[] = [];
			for (const path of paths) found.push(await call(without, page, path));
			expect(found, `without ${key}`).toContain('permissions.denied');
		}
	}
});

/** What a section of the settings is read and saved by. */
const rule = () => ({ id: newId(), title: 'Be kind', text: '' });
const published = (kind: string, basedOn: number) => ({
	...{ kind, basedOn, title: 'Text', rules: [rule()], changes: '', mustAccept: false },
});
type Section = Readonly<Record<string, (ctx: CommunityContext) => unknown>>;
const same = (path: string) => (ctx: CommunityContext) =>
	COMMUNITY_CASES[path]?.input?.(stage, ctx);
const OF_SETTINGS: Readonly<Record<(typeof SETTINGS)[number] | 'sso', Section>> = {
	general: {
		'communities.general': () => undefined,
		'communities.updateGeneral': same('communities.updateGeneral'),
	},
	access: {
		'communities.access': () => undefined,
		'communities.signIn': () => undefined,
		'members.joining': () => undefined,
		'communities.updateAccess': same('communities.updateAccess'),
		'communities.updateSignIn': same('communities.updateSignIn'),
		'members.saveJoining': same('members.saveJoining'),
	},
	approval: {
		'approval.settings': () => undefined,
		'approval.saveSettings': same('approval.saveSettings'),
	},
	feed: { 'feeds.weights': () => undefined, 'feeds.saveWeights': same('feeds.saveWeights') },
	guidelines: {
		'guidelines.versions': () => ({}),
		'guidelines.audience': () => ({}),
		'guidelines.publish': ({ snapshot }) => published('guidelines', snapshot.guidelines.version),
	},
	legal: {
		'guidelines.versions': () => ({ kind: 'imprint' }),
		'guidelines.audience': () => ({ kind: 'terms' }),
		'guidelines.publish': ({ snapshot }) => published('imprint', snapshot.legal.imprint.version),
	},
	localization: {
		'communities.localization': () => undefined,
		'communities.updateLocalization': same('communities.updateLocalization'),
	},
	onboarding: {
		'onboarding.settings': () => undefined,
		'onboarding.save': ({ snapshot }) => snapshot.onboarding,
	},
	storage: { 'media.storage': () => undefined, 'media.limitStorage': same('media.limitStorage') },
	sso: {
		'sso.list': () => undefined,
		'sso.create': same('sso.create'),
		'scim.get': () => undefined,
		'scim.saveRules': same('scim.saveRules'),
	},
};
const SECTIONS = Object.entries(OF_SETTINGS).flatMap(([key, section]) =>
	Object.entries(section).map(([path, input]) => ({ key, path, input })),
);

test.for(Object.keys(OF_SETTINGS))(
	'settings:%s reads and saves its own and nothing else',
	async (key) => {
		const who = await memberWith(stage.here, words([`settings:${key}`]));
		for (const { key: of, path, input } of SECTIONS) {
			const ctx = await strongAs(installation, stage.here, who);
			const outcome = await outcomeAt(communityCaller(ctx), path, await input(ctx));
			expect(outcome, `${of}: ${path}`).toBe(of === key ? 'done' : 'permissions.denied');
		}
	},
);

test('every permission of settings has a section', () => {
	const keys = permissionCatalogue.filter((one) => one.startsWith('settings:'));
	expect(
		Object.keys(OF_SETTINGS)
			.map((key) => `settings:${key}`)
			.toSorted(),
	).toEqual(keys.toSorted());
});
