import type { CommunityDb } from '@kith/db/handles';
import { newId } from '@kith/kernel/ids';
import type { Services } from '../context.ts';
import { bringGuidelines } from '../guidelines/index.ts';
import { handleFrom } from '../members/index.ts';
import { excerptOf, searchVector } from '../rich-text/index.ts';
import { SAFEGUARD, safeguardFrom } from '../permissions/safeguard.schema.ts';
import { roleNames } from '../roles/index.ts';
import { contentFor, type LoadedTemplate, type TemplateContent } from '../templates/index.ts';
import { communityRow, markSeeded, saveSetting, staffPerson } from './communities.queries.ts';
import { DEFAULT_GENERAL, type General, type Look } from './communities.schema.ts';
import { displayNameOf } from './display-name.ts';
import {
	clearTemplate,
	giveRole,
	insertGroups,
	insertOwnerMember,
	insertOwnerUser,
	insertPosts,
	insertRoles,
	insertSpaces,
	nameRoles,
	roleByKey,
	seededTemplate,
	TEMPLATE_ROLE_RANK,
} from './seed.queries.ts';

/**
 * Fills a claimed schema with its owner and the chosen template: spaces, roles, look, access, starter posts marked
 * as examples. One transaction, and idempotent: run again it changes nothing, with another template it starts over.
 * Only for communities that are not live yet. After `secondFactorDays` what is dangerous asks for a second factor.
 */
export async function seedCommunity(
	services: Services,
	communityId: string,
	secondFactorDays = services.secondFactorDays,
): Promise<void> {
	const identity = await services.directory.byId(communityId);
	if (!identity) throw new Error('no such community');
	await services
		.communityDb(identity)
		.transaction()
		.execute((db) => fill(services, db, { communityId, secondFactorDays }));
	await markSeeded(services.platform, communityId, services.clock.now()).execute();
	services.snapshots.drop(communityId);
	await services.bus.publish({ topic: 'community.touched', communityId, data: {} });
}

/** One at a time: the owner's role is there from the first moment, and its lock is the queue. */
async function fill(
	services: Services,
	db: CommunityDb,
	{ communityId, secondFactorDays }: { communityId: string; secondFactorDays: number },
): Promise<void> {
	await roleByKey(db, 'owner').forNoKeyUpdate().executeTakeFirstOrThrow();
	const community = await communityRow(services.platform, communityId).executeTakeFirstOrThrow();
	const loaded = services.templates.get(community.template);
	if (!loaded) throw new Error(`no template ${community.template}`);
	const seeded = await seededTemplate(db).executeTakeFirst();
	if (seeded && (seeded.value === seedOf(community) || community.status !== 'setup')) return;
	if (seeded) for (const statement of clearTemplate(db)) await statement.execute();
	const staff = await staffPerson(services.platform, community.createdBy).executeTakeFirstOrThrow();
	const content = contentFor(loaded, community.locale);
	const now = services.clock.now();
	await writeTemplate(db, { loaded, content, locale: community.locale }, staff, now);
	const safeguard = safeguardFrom(now, secondFactorDays);
	await saveSetting(db, SAFEGUARD, safeguard, now).execute();
	await saveSetting(db, 'seeded', seedOf(community), now).execute();
}

/** What a community was filled from; another language is another filling. */
function seedOf({ template, locale }: { template: string; locale: string }): string {
	return `${template}/${locale}`;
}

type Person = { name: string; email: string };

async function writeTemplate(
	db: CommunityDb,
	{ loaded, content, locale }: { loaded: LoadedTemplate; content: TemplateContent; locale: string },
	staff: Person,
	now: Date,
): Promise<void> {
	const ownerId = await writeOwner(db, staff, now);
	const { template } = loaded;
	await writeSettings(db, loaded, content, now);
	await bringGuidelines(db, content.guidelines, { memberId: ownerId, now });
	await nameRoles(db, roleNames(locale)).execute();
	if (template.roles.length > 0)
		await insertRoles(
			db,
			template.roles.map((role) => ({
				...{ id: newId(), key: role.key, name: content.roles[role.key] ?? role.key },
				...{ color: role.color, rank: TEMPLATE_ROLE_RANK },
				permissions: JSON.stringify(role.permissions),
			})),
		).execute();
	const spaceIds = await writeSpaces(db, loaded, content);
	await writePosts(db, content, spaceIds, { authorId: ownerId, locale, now });
}

async function writeOwner(db: CommunityDb, owner: Person, now: Date): Promise<string> {
	const name = displayNameOf(owner);
	const user = await insertOwnerUser(db, {
		...{ id: newId(), email: owner.email, name, emailVerified: true },
	}).executeTakeFirstOrThrow();
	const member = await insertOwnerMember(db, {
		...{ id: newId(), userId: user.id, handle: handleFrom(name), name },
		...{ status: 'active', joinedAt: now },
	}).executeTakeFirstOrThrow();
	const role = await roleByKey(db, 'owner').executeTakeFirstOrThrow();
	await giveRole(db, member.id, role.id).execute();
	return member.id;
}

async function writeSettings(
	db: CommunityDb,
	{ template }: LoadedTemplate,
	content: TemplateContent,
	now: Date,
): Promise<void> {
	const look: Look = { ...template.look, logoFileId: null };
	const { tagline, description } = content;
	const general: General = { ...DEFAULT_GENERAL, tagline, description };
	await saveSetting(db, 'look', look, now).execute();
	await saveSetting(db, 'look.draft', look, now).execute();
	await saveSetting(db, 'access', template.access, now).execute();
	await saveSetting(db, 'general', general, now).execute();
}

async function writeSpaces(
	db: CommunityDb,
	{ template }: LoadedTemplate,
	content: TemplateContent,
): Promise<Map<string, string>> {
	const groups = template.groups.map((group, position) => ({ ...group, id: newId(), position }));
	await insertGroups(
		db,
		groups.map(({ id, key, position }) => ({ id, name: content.groups[key] ?? key, position })),
	).execute();
	const spaces = groups.flatMap((group) =>
		group.spaces.map((space) => ({ ...space, id: newId(), groupId: group.id })),
	);
	await insertSpaces(
		db,
		spaces.map(({ key, modules, ...space }, position) => ({
			...{ id: space.id, groupId: space.groupId, slug: space.slug, icon: space.icon, position },
			...{ visibility: space.visibility, posting: space.posting, modules },
			name: content.spaces[key]?.name ?? key,
			description: content.spaces[key]?.description ?? '',
			prompt: content.spaces[key]?.prompt ?? '',
			postCount: content.posts.filter((post) => post.space === key).length,
		})),
	).execute();
	return new Map(spaces.map(({ key, id }) => [key, id]));
}

/** Starter posts appear one minute apart, the first one on top. */
async function writePosts(
	db: CommunityDb,
	content: TemplateContent,
	spaceIds: ReadonlyMap<string, string>,
	{ authorId, locale, now }: { authorId: string; locale: string; now: Date },
): Promise<void> {
	const rows = content.posts.flatMap((post, index) => {
		const spaceId = spaceIds.get(post.space);
		const at = new Date(now.getTime() - index * 60_000);
		if (!spaceId) return [];
		return {
			...{ id: newId(), spaceId, authorId, title: post.title, body: JSON.stringify(post.body) },
			...{ excerpt: excerptOf(post.body), search: searchVector(locale, post) },
			...{ status: 'published', isExample: true },
			...{ createdAt: at, lastActivityAt: at, pinnedAt: post.pinned ? at : null },
		};
	});
	await insertPosts(db, rows).execute();
}
