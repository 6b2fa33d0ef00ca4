import { permissionCatalogue } from '../permissions/permissions.schema.ts';
import { referencesOf } from '../rich-text/index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';
import {
	BUILT_IN_ROLES,
	type Demo,
	type DemoComment,
	type DemoPost,
	type DemoQuestion,
	type Template,
	type TemplateContent,
} from './templates.schema.ts';

/** What does not fit within a template by itself; empty when all does. */
export function templateFaults(template: Template): string[] {
	const spaces = template.groups.flatMap((group) => group.spaces);
	return [
		...repeated('groups', template.groups.map(keyOf)),
		...repeated('spaces', spaces.map(keyOf)),
		...repeated(
			'space slugs',
			spaces.map(({ slug }) => slug),
		),
		...repeated('roles', template.roles.map(keyOf)),
		...unknown(
			'roles.permissions',
			template.roles.flatMap(({ permissions }) => Object.keys(permissions)),
			permissionCatalogue,
		),
	];
}

/** Where the words of a locale and the shape of their template disagree; empty when they agree. */
export function contentFaults(template: Template, content: TemplateContent): string[] {
	const spaces = template.groups.flatMap((group) => group.spaces.map(keyOf));
	return [
		...difference('groups', template.groups.map(keyOf), Object.keys(content.groups)),
		...difference('spaces', spaces, Object.keys(content.spaces)),
		...difference('roles', template.roles.map(keyOf), Object.keys(content.roles)),
		...repeated('posts', content.posts.map(keyOf)),
		...content.posts.flatMap((post, index) =>
			unknown(`posts.${index}.space`, [post.space], spaces),
		),
	];
}

/** References of a demo community that lead nowhere, and comments out of time; empty when all hold. */
export function demoFaults(demo: Demo, template: Template): string[] {
	const ofTemplate = template.groups.flatMap((group) => group.spaces.map(keyOf));
	const spaces = [...ofTemplate, ...(demo.sales ? [demo.sales.space.key] : [])];
	const roles = [...BUILT_IN_ROLES, ...template.roles.map(keyOf)];
	const { community, members } = demo;
	return [
		...unknown('community.spaces', Object.keys(community.spaces ?? {}), ofTemplate),
		...unknown('community.groups', Object.keys(community.groups ?? {}), template.groups.map(keyOf)),
		...repeated(
			'members',
			members.map(({ handle }) => handle),
		),
		...repeated(
			'member ids',
			members.map(({ id }) => id),
		),
		...unknown(
			'members.role',
			members.flatMap(({ role }) => role ?? []),
			roles,
		),
		...ownerFaults(demo),
		...salesFaults(demo, template),
		...pointFaults(demo),
		...unknown('onboarding', demo.onboarding?.questions.flatMap(spacesBrought) ?? [], spaces),
		...unknown('onboarding.introSpace', [demo.onboarding?.introSpace ?? []].flat(), spaces),
		...demo.posts.flatMap((post, index) => [
			...unknown(`posts.${index}.space`, [post.space], spaces),
			...postFaults(demo, post, `posts.${index}`),
		]),
	];
}

const spacesBrought = ({ answers = [] }: DemoQuestion) =>
	answers.flatMap(({ spaces = [] }) => spaces);

function pointFaults({ points, members }: Demo): string[] {
	if (!points) return [];
	const given = points.badges.flatMap((badge) => badge.given.map(({ member }) => member));
	const named = points.rules.flatMap(({ badge }) => badge ?? []);
	return [
		...unknown(
			'points.badges.given',
			given,
			members.map(({ handle }) => handle),
		),
		...unknown(
			'points.rules.badge',
			named,
			points.badges.map(({ key }) => key),
		),
	];
}

function salesFaults({ sales, members }: Demo, template: Template): string[] {
	if (!sales) return [];
	const handles = members.map(({ handle }) => handle);
	return [
		...unknown('sales.space.group', [sales.space.group], template.groups.map(keyOf)),
		...repeated(
			'sales.tiers',
			sales.tiers.map(({ slug }) => slug),
		),
		...unknown(
			'sales.affiliates',
			sales.affiliates.flatMap(({ member, brings }) => [member, ...brings]),
			handles,
		),
		...sales.tiers.flatMap(({ slug, prices, holders }) => [
			...unknown(
				`sales.tiers.${slug}.holders`,
				holders.map(({ member }) => member),
				handles,
			),
			...holders
				.filter(({ price = 0 }) => price >= prices.length)
				.map(({ member }) => `sales.tiers.${slug}.holders: ${member} has no such price`),
		]),
	];
}

function ownerFaults({ members, owner }: Demo): string[] {
	const owners = members.filter(({ role }) => role === 'owner').map(({ name }) => name);
	return owners.length === 1 && owners[0] === owner.name
		? []
		: [`members: exactly one has the role owner and is "${owner.name}"`];
}

function postFaults(demo: Demo, post: DemoPost, path: string): string[] {
	return [
		...voiceFaults(demo, post, post.daysAgo, path),
		...post.comments.flatMap((comment, index) =>
			commentFaults(demo, post, comment, 0, `${path}.comments.${index}`),
		),
	];
}

function commentFaults(
	demo: Demo,
	post: DemoPost,
	comment: DemoComment,
	notBefore: number,
	path: string,
): string[] {
	const daysAgo = post.daysAgo - comment.hoursAfter / 24;
	return [
		...(comment.hoursAfter < notBefore ? [`${path}.hoursAfter: before what it answers`] : []),
		...(daysAgo < 0 ? [`${path}.hoursAfter: lies in the future`] : []),
		...voiceFaults(demo, comment, daysAgo, path),
		...(comment.replies ?? []).flatMap((reply, index) =>
			commentFaults(demo, post, reply, comment.hoursAfter, `${path}.replies.${index}`),
		),
	];
}

type Voice = { author: string; body: RichText; reactions?: DemoPost['reactions'] | undefined };

function voiceFaults({ members }: Demo, voice: Voice, daysAgo: number, path: string): string[] {
	const handles = members.map(({ handle }) => handle);
	const author = members.find(({ handle }) => handle === voice.author);
	const mentioned = referencesOf(voice.body).memberIds;
	return [
		...unknown(`${path}.author`, [voice.author], handles),
		...(author && author.joinedDaysAgo < daysAgo ? [`${path}.author: had not joined yet`] : []),
		...unknown(
			`${path}.body`,
			mentioned,
			members.map(({ id }) => id),
		),
		...Object.entries(voice.reactions ?? {}).flatMap(([emoji, by]) => [
			...unknown(`${path}.reactions.${emoji}`, by, handles),
			...repeated(`${path}.reactions.${emoji}`, by),
		]),
	];
}

const keyOf = ({ key }: { key: string }) => key;

function repeated(path: string, values: readonly string[]): string[] {
	return values
		.filter((value, index) => values.indexOf(value) < index)
		.map((value) => `${path}: "${value}" stands twice`);
}

function unknown(path: string, values: readonly string[], known: readonly string[]): string[] {
	return values
		.filter((value) => !known.includes(value))
		.map((value) => `${path}: there is no "${value}"`);
}

function difference(path: string, wanted: readonly string[], given: readonly string[]): string[] {
	const missing = wanted.filter((key) => !given.includes(key));
	return [...missing.map((key) => `${path}: "${key}" is missing`), ...unknown(path, given, wanted)];
}
