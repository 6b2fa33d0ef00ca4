import * as z from 'zod';
import {
	FirstAccess,
	CommunityName,
	Description,
	Look,
	Tagline,
} from '../communities/communities.schema.ts';
import { isReserved, Slug } from '../communities/slug.schema.ts';
import { AUDIT_ACTIONS, type AuditAction } from '../audit/audit.schema.ts';
import { Navigation } from '../design/navigation.schema.ts';
import { Pages } from '../design/pages.schema.ts';
import { CreateField } from '../fields/fields.schema.ts';
import { GuidelineRule, LegalKind, MOST_RULES } from '../guidelines/guidelines.schema.ts';
import { QuestionKind } from '../onboarding/onboarding.schema.ts';
import { EMOJI } from '../reactions/reactions.schema.ts';
import { PostKind, PostState } from '../posts/posts.schema.ts';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { TagName, TagNames } from '../tags/tags.schema.ts';
import { DemoLink, Handle, Key, SpaceWords } from './parts.schema.ts';
import { DemoPoints } from './points.schema.ts';
import { DemoSales } from './sales.schema.ts';

const SpaceSlug = z
	.string()
	.max(60)
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug')
	.refine((slug) => !isReserved(slug), 'is a reserved word');
const Hex = z.string().regex(/^#[0-9a-f]{6}$/, 'is not a colour such as #0b6bcb');
const PermissionKey = z
	.string()
	.regex(/^[a-z]+:[a-z]+$/, 'is not a permission such as posts:publish');
const GroupName = z.string().trim().min(1).max(60);
const RoleName = z.string().trim().min(1).max(60);
const Title = z.string().trim().min(3).max(200);

/** Roles every community has; a template may not define them again. */
export const BUILT_IN_ROLES = [
	'owner',
	'admin',
	'moderator',
	'space_admin',
	'member',
	'guest',
] as const;

const TemplateSpace = z.strictObject({
	key: Key,
	slug: SpaceSlug,
	icon: z.emoji().max(16),
	visibility: z.enum(['public', 'members', 'private']),
	posting: z.enum(['everyone', 'staff']),
	modules: z.array(z.enum(['feed', 'files', 'members'])).min(1),
});

const TemplateRole = z.strictObject({
	key: Key.refine((key) => !BUILT_IN_ROLES.some((role) => role === key), 'is a built-in role'),
	color: Hex,
	permissions: z.record(PermissionKey, z.enum(['allow', 'deny'])),
});

const TemplateGroup = z.strictObject({ key: Key, spaces: z.array(TemplateSpace).min(1) });

const spaceCount = (groups: readonly z.infer<typeof TemplateGroup>[]) =>
	groups.reduce((sum, group) => sum + group.spaces.length, 0);

/** The shape of a new community, without words: its look, who gets in, its spaces and extra roles. */
export const Template = z.strictObject({
	key: Key,
	icon: Key,
	look: Look.omit({ logoFileId: true }),
	access: FirstAccess,
	groups: z
		.array(TemplateGroup)
		.min(1)
		.refine((groups) => spaceCount(groups) <= 5, 'holds more than five spaces'),
	roles: z.array(TemplateRole).max(3),
});
export type Template = z.infer<typeof Template>;

const StarterPost = z.strictObject({
	key: Key,
	space: Key,
	kind: z.literal('discussion'),
	title: Title,
	body: RichText,
	pinned: z.boolean().optional(),
});

/** The words of a template in one locale; its keys are those of the template. */
export const TemplateContent = z.strictObject({
	name: CommunityName,
	tagline: Tagline,
	description: Description,
	groups: z.record(Key, GroupName),
	spaces: z.record(Key, SpaceWords),
	roles: z.record(Key, RoleName),
	/** The first version of the community's guidelines. */
	guidelines: z.strictObject({
		title: z.string().trim().min(1).max(80),
		rules: z
			.array(GuidelineRule.omit({ id: true }))
			.min(1)
			.max(MOST_RULES),
	}),
	posts: z.array(StarterPost).min(1),
});
export type TemplateContent = z.infer<typeof TemplateContent>;

const Reactions = z.partialRecord(z.enum(EMOJI), z.array(Handle).min(1));

const DemoMember = z.strictObject({
	/** Mentions in the texts name a member by it. */
	id: z.uuid(),
	handle: Handle,
	name: z.string().trim().min(1).max(80),
	bio: z.string().max(500),
	joinedDaysAgo: z.number().nonnegative(),
	role: Key.optional(),
	/** By the field's key; options by their label. */
	fields: z.record(Key, z.array(z.string().min(1).max(2000))).optional(),
	/** What they answered on arriving, by the answers' labels; left out where they never did. */
	answers: z.array(z.string()).optional(),
});
export type DemoMember = z.infer<typeof DemoMember>;

const DemoComment = z.strictObject({
	author: Handle,
	body: RichText,
	/** Hours between the post and this comment. */
	hoursAfter: z.number().positive(),
	reactions: Reactions.optional(),
	get replies(): z.ZodOptional<z.ZodArray<typeof DemoComment>> {
		return z.array(DemoComment).optional();
	},
});
export type DemoComment = z.infer<typeof DemoComment>;

const DemoPost = z.strictObject({
	author: Handle,
	space: Key,
	title: Title,
	body: RichText,
	daysAgo: z.number().positive(),
	pinned: z.boolean().optional(),
	tags: TagNames.optional(),
	kind: PostKind.optional(),
	state: PostState.optional(),
	/** Which of the comments answers the question. */
	answer: z.int().min(0).optional(),
	mustAcknowledge: z.boolean().optional(),
	/** Handles of those who voted for the idea, and what staff say of it. */
	votes: z.array(Handle).optional(),
	note: z.string().max(1000).optional(),
	reactions: Reactions,
	comments: z.array(DemoComment),
});
export type DemoPost = z.infer<typeof DemoPost>;

const DemoDocument = z.strictObject({
	author: Handle,
	space: Key,
	/** The name of a folder at the top of the library; without it the document lies there itself. */
	folder: z.string().trim().min(1).max(80).optional(),
	fileName: z.string().trim().min(1).max(200),
	title: z.string().trim().min(1).max(200),
	description: z.string().max(1000),
	daysAgo: z.number().positive(),
	downloads: z.int().min(0),
	/** The text of the file as it was at first, and after each change. */
	versions: z.array(z.string().min(1)).min(1),
});
export type DemoDocument = z.infer<typeof DemoDocument>;

const DemoQuestion = z.strictObject({
	kind: QuestionKind,
	title: z.string().trim().min(1).max(120),
	hint: z.string().trim().max(200),
	isRequired: z.boolean(),
	/** The key of the field that is asked after. */
	field: Key.optional(),
	answers: z
		.array(
			z.strictObject({
				label: z.string().trim().min(1).max(80),
				spaces: z.array(Key).optional(),
				tags: z.array(TagName).optional(),
				/** An option of a field, by its label. */
				fill: z.strictObject({ field: Key, option: z.string() }).optional(),
			}),
		)
		.optional(),
});
export type DemoQuestion = z.infer<typeof DemoQuestion>;

/** A community that looks lived in: people and conversations over the spaces and roles of a template. */
const State = z.record(z.string(), z.json()).optional();

/** What somebody of the team did, for the audit log. */
const DemoDeed = z.strictObject({
	by: Handle,
	daysAgo: z.number().positive(),
	action: z.custom<AuditAction>((action) => typeof action === 'string' && action in AUDIT_ACTIONS),
	kind: z.string().max(20),
	id: z.string().max(64).optional(),
	label: z.string().max(200),
	/** Where it was done. */
	space: Key.optional(),
	/** Whom it concerns. */
	about: Handle.optional(),
	before: State,
	after: State,
	reason: z.string().max(300).optional(),
});

export const Demo = z.strictObject({
	organization: z.strictObject({ name: z.string().trim().min(2).max(80) }),
	owner: z.strictObject({
		name: z.string().trim().min(1).max(80),
		email: z.email().endsWith('@demo.kith.invalid'),
	}),
	community: z.strictObject({
		name: CommunityName,
		slug: Slug,
		template: Key,
		locale: z.string().max(16),
		look: Look.omit({ logoFileId: true }),
		tagline: Tagline,
		description: Description,
		/** Its menus and pages, where they are not as they begin. */
		navigation: Navigation.optional(),
		pages: Pages.optional(),
		/** Its own legal texts. */
		legal: z
			.array(
				z.strictObject({
					kind: LegalKind,
					title: z.string().trim().min(1).max(80),
					rules: z.array(GuidelineRule.omit({ id: true })).min(1),
				}),
			)
			.optional(),
		/** Own names for some of the template's groups and spaces. */
		groups: z.record(Key, GroupName).optional(),
		spaces: z.record(Key, SpaceWords).optional(),
	}),
	/** Tags with more to them than a name; posts may carry others. */
	tagGroups: z
		.array(
			z.strictObject({
				name: z.string().trim().min(1).max(60),
				onlyOne: z.boolean(),
				tags: z.array(
					z.strictObject({
						name: TagName,
						description: z.string().max(300),
						synonyms: z.array(TagName).optional(),
					}),
				),
			}),
		)
		.optional(),
	/** What members can tell of themselves. */
	fields: z
		.array(
			CreateField.omit({ options: true }).extend({
				key: Key,
				options: z.array(z.string().trim().min(1).max(60)).optional(),
			}),
		)
		.optional(),
	/** What newcomers are asked, and where they say hello. */
	onboarding: z
		.strictObject({ questions: z.array(DemoQuestion), introSpace: Key.optional() })
		.optional(),
	members: z.array(DemoMember).min(1),
	posts: z.array(DemoPost).min(1),
	/** Pages that texts link to, as their cards show them. */
	links: z.array(DemoLink).max(20).optional(),
	library: z.array(DemoDocument).optional(),
	/** Who follows whom. */
	follows: z.array(z.strictObject({ member: Handle, follows: z.array(Handle).min(1) })).optional(),
	log: z.array(DemoDeed).optional(),
	sales: DemoSales.optional(),
	points: DemoPoints.optional(),
});
export type Demo = z.infer<typeof Demo>;
/** A demo with the files of its pictures, by their names. */
export type LoadedDemo = Demo & { pictures: ReadonlyMap<string, Uint8Array> };
