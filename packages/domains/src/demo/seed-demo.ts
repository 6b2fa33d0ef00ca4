import type { CommunityDb, PlatformDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import {
	claiming,
	insertCommunity,
	markLive,
	saveSetting,
	seedCommunity,
	type CommunityIdentity,
} from '../communities/index.ts';
import { DEFAULT_GENERAL } from '../communities/communities.schema.ts';
import { skeletonOf } from '../communities/slug.schema.ts';
import type { Services } from '../context.ts';
import { bringLegalText } from '../guidelines/index.ts';
import { hashPassword } from '../identity/index.ts';
import type { OnboardingSettings } from '../onboarding/onboarding.schema.ts';
import { foundOrganization } from '../organizations/index.ts';
import { contentFor, type Demo, type LoadedDemo } from '../templates/index.ts';
import { askToReadFiles } from '../texts/index.ts';
import { acceptancesOf, arrivalOfMember, onboardingOf } from './demo-arrival.ts';
import { writeDemoLog } from './demo-audit.ts';
import { fieldColumnsOf, fieldsOf } from './demo-fields.ts';
import { playPoints } from './demo-points.ts';
import { fillSales, openSales, prepareSales } from './demo-sales.ts';
import { keepDemoLinks } from './demo-links.ts';
import { fillLibraries } from './demo-library.ts';
import { playSales, type PastPayments } from './play-sales.ts';
import { tagRowsOf } from './demo-tags.ts';
import { contributionsOf, followsOf } from './demo-rows.ts';
import {
	clearPosts,
	dateGuidelines,
	insertAcceptances,
	insertComments,
	insertMemberRoles,
	insertMembers,
	insertPasswords,
	insertPosts,
	insertReactions,
	insertRelations,
	insertVotes,
	insertStaff,
	insertStaffPassword,
	insertTags,
	insertUsers,
	ownerOf,
	recount,
	renameGroup,
	renameSpace,
	rescore,
	shapeArrival,
	shapeOwner,
	slugTaken,
} from './demo.queries.ts';

/** So long one may look around in all of a demo without an app for codes. */
const DEMO_DAYS = 14;

/**
 * Puts a lived-in community in place, with logins for its owner and members under `password`; what members paid for so
 * far is played where payments can be led through a past, and left out elsewhere. Does nothing when its address is taken.
 * Interrupted half way, the next run finds the address taken by a community that seeds itself.
 */
export async function seedDemo(
	services: Services,
	demo: LoadedDemo,
	password: string,
	past: PastPayments | null = null,
): Promise<void> {
	const { platform, clock } = services;
	const [taken] = await slugTaken(platform, demo.community.slug).execute();
	if (taken) return;
	const hash = await hashPassword(password);
	const { slug, name, template, locale } = demo.community;
	const take = async (tx: PlatformDb) => {
		const staffId = newId();
		const staff = await insertStaff(tx, { id: staffId, ...demo.owner }).executeTakeFirstOrThrow();
		if (staff.id === staffId) await insertStaffPassword(tx, credential(staff.id, hash)).execute();
		const id = await services.claimSchema(tx);
		await insertCommunity(tx, {
			...{ id, slug, name, template, locale, skeleton: skeletonOf(slug) },
			organizationId: await foundOrganization(tx, {
				staffId: staff.id,
				name: demo.organization.name,
			}),
			...{ createdBy: staff.id, createdAt: clock.now() },
		}).execute();
		return id;
	};
	const communityId = await claiming(services, () => platform.transaction().execute(take));
	services.directory.drop(communityId);
	await seedCommunity(services, communityId, DEMO_DAYS);
	const community = await services.directory.byId(communityId);
	if (!community) throw new Error('the demo community is gone');
	await fill(services, community, demo, hash);
	await keepDemoLinks(services, community, demo);
	await markLive(platform, communityId, clock.now()).execute();
	await askToReadFiles(platform, { communityId }, clock.now());
	services.directory.drop(communityId);
	services.snapshots.drop(communityId);
	if (past) await playSales(services, community, demo, past);
	await playPoints(services, community, demo);
}

async function fill(
	services: Services,
	community: CommunityIdentity,
	demo: Demo,
	hash: string,
): Promise<void> {
	const db = services.communityDb(community);
	await prepareSales(services, community, demo);
	services.snapshots.drop(community.id);
	const { roles } = await services.snapshots.get(community.id, db);
	await db.transaction().execute(async (tx) => {
		await writeFace(tx, services, demo);
		const fields = fieldsOf(demo);
		const memberIds = await writeMembers(tx, services, demo, { hash, roles, fields });
		await clearPosts(tx).execute();
		const spaceIds = new Map([
			...(await spaceKeys(services, demo, community, db)),
			...(await openSales(services, tx, demo, groupNameOf(services, demo))),
		]);
		const rows = contributionsOf(demo, { now: services.clock.now(), memberIds, spaceIds });
		await insertPosts(tx, rows.posts).execute();
		await insertComments(tx, rows.comments).execute();
		await insertReactions(tx, rows.reactions).execute();
		const tags = tagRowsOf(demo, rows.tags, services.clock.now());
		await insertTags(tx, tags);
		const onboarding = onboardingOf(demo, { fields, spaceIds, tagNames: tags.names });
		await writeArrivals(tx, services, { demo, memberIds, onboarding });
		for (const text of demo.community.legal ?? [])
			await bringLegalText(tx, text, { memberId: null, now: services.clock.now() });
		if (rows.votes.length > 0) await insertVotes(tx, rows.votes).execute();
		await fillLibraries(services, community, tx, { demo, memberIds, spaceIds });
		for (const statement of recount(tx)) await statement.execute();
		await rescore(tx).execute();
		const follows = followsOf(demo, { now: services.clock.now(), memberIds, spaceIds });
		if (follows.length > 0) await insertRelations(tx, follows).execute();
		await fillSales(services, tx, demo, { memberIds, spaceIds });
		await writeDemoLog(services, community, tx, { demo, memberIds, spaceIds });
	});
}

async function writeFace(tx: CommunityDb, services: Services, demo: Demo): Promise<void> {
	const { look, tagline, description, navigation, pages } = demo.community;
	const now = services.clock.now();
	const full = { ...look, logoFileId: null };
	await saveSetting(tx, 'look', full, now).execute();
	await saveSetting(tx, 'look.draft', full, now).execute();
	if (navigation) await saveSetting(tx, 'navigation', navigation, now).execute();
	if (pages) await saveSetting(tx, 'pages', pages, now).execute();
	await saveSetting(tx, 'general', { ...DEFAULT_GENERAL, tagline, description }, now).execute();
	const { loaded, content } = templateOf(services, demo);
	for (const group of loaded.template.groups) {
		const renamed = demo.community.groups?.[group.key];
		if (renamed) await renameGroup(tx, content.groups[group.key] ?? '', renamed).execute();
		for (const space of group.spaces) {
			const words = demo.community.spaces?.[space.key];
			if (words) await renameSpace(tx, space.slug, words).execute();
		}
	}
}

function templateOf(services: Services, demo: Demo) {
	const loaded = services.templates.get(demo.community.template);
	if (!loaded) throw new Error(`no template ${demo.community.template}`);
	return { loaded, content: contentFor(loaded, demo.community.locale) };
}

/** What the group is called in which the sold space stands. */
function groupNameOf(services: Services, demo: Demo): string {
	const key = demo.sales?.space.group ?? '';
	return demo.community.groups?.[key] ?? templateOf(services, demo).content.groups[key] ?? '';
}

async function spaceKeys(
	services: Services,
	demo: Demo,
	community: CommunityIdentity,
	db: CommunityDb,
): Promise<Map<string, string>> {
	const { spaces } = await services.snapshots.get(community.id, db);
	const bySlug = new Map(spaces.map(({ slug, id }) => [slug, id]));
	const { template } = templateOf(services, demo).loaded;
	return new Map(
		template.groups.flatMap((group) =>
			group.spaces.map(({ key, slug }) => [key, bySlug.get(slug) ?? ''] as const),
		),
	);
}

async function writeArrivals(
	tx: CommunityDb,
	services: Services,
	{ demo, memberIds, onboarding }: Arrivals,
): Promise<void> {
	const since = sinceIn(services);
	await saveSetting(tx, 'onboarding', onboarding, services.clock.now()).execute();
	const members = demo.members.map((member) => ({
		...{ member, id: memberIds.get(member.handle) ?? '', joinedAt: since(member.joinedDaysAgo) },
	}));
	for (const { member, id, joinedAt } of members)
		await shapeArrival(tx, id, arrivalOfMember(member, joinedAt, onboarding)).execute();
	const founder = members.find(({ member }) => member.role === 'owner');
	if (founder) await dateGuidelines(tx, founder.joinedAt);
	const others = members.filter((one) => one !== founder);
	await insertAcceptances(tx, acceptancesOf(others)).execute();
}

const sinceIn =
	({ clock }: Services) =>
	(days: number) =>
		new Date(clock.now().getTime() - days * 86_400_000);

type Cast = {
	hash: string;
	roles: readonly { id: string; key: string }[];
	fields: ReturnType<typeof fieldsOf>;
};

type Arrivals = {
	demo: Demo;
	memberIds: ReadonlyMap<string, string>;
	onboarding: OnboardingSettings;
};

async function writeMembers(
	tx: CommunityDb,
	services: Services,
	demo: Demo,
	{ hash, roles, fields }: Cast,
): Promise<Map<string, string>> {
	const since = sinceIn(services);
	const owner = await ownerOf(tx, demo.owner.email).executeTakeFirstOrThrow();
	const founder = demo.members.find(({ role }) => role === 'owner');
	if (founder) {
		const { handle, bio, joinedDaysAgo } = founder;
		await shapeOwner(tx, owner.id, { handle, bio, joinedAt: since(joinedDaysAgo) }).execute();
	}
	const others = demo.members
		.filter(({ role }) => role !== 'owner')
		.map((member) => ({ ...member, userId: newId() }));
	await insertUsers(
		tx,
		others.map(({ userId, name, handle }) => ({
			...{ id: userId, name, email: `${handle}@demo.kith.invalid`, emailVerified: true },
		})),
	).execute();
	const userIds = [...others.map(({ userId }) => userId), ...(owner.userId ? [owner.userId] : [])];
	await insertPasswords(
		tx,
		userIds.map((userId) => credential(userId, hash)),
	).execute();
	const stored = fields.map(({ field }) => field);
	await saveSetting(tx, 'fields', stored, services.clock.now()).execute();
	await insertMembers(
		tx,
		others.map((member) => {
			const { id, userId, handle, name, bio, joinedDaysAgo } = member;
			return {
				...{ id, userId, handle, name, bio, status: 'active', joinedAt: since(joinedDaysAgo) },
				...fieldColumnsOf(fields, member),
				guidelinesVersion: 1,
			};
		}),
	).execute();
	const given = others.flatMap(({ id, role }) => {
		const roleId = roles.find(({ key }) => key === role)?.id;
		return roleId ? [{ memberId: id, roleId }] : [];
	});
	if (given.length > 0) await insertMemberRoles(tx, given).execute();
	const ids = new Map(others.map(({ handle, id }) => [handle, id]));
	if (founder) ids.set(founder.handle, owner.id);
	return ids;
}

function credential(userId: string, password: string) {
	return { id: newId(), userId, accountId: userId, providerId: 'credential', password };
}
