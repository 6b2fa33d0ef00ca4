import type { PostCard } from '@kith/domains/posts/schema';
import { postHref } from '../post-href.ts';
import { element, xmlText } from './xml.ts';

type Channel = { title: string; description: string; link: string; self: string; language: string };

/** The latest posts as RSS 2.0. */
export function rss(channel: Channel, posts: readonly PostCard[], origin: string): string {
	return [
		'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">',
		'<channel>',
		element('title', channel.title),
		element('link', channel.link),
		element('description', channel.description),
		element('language', channel.language),
		`<atom:link href="${xmlText(channel.self)}" rel="self" type="application/rss+xml"/>`,
		...posts.map((post) => item(post, origin)),
		'</channel></rss>',
	].join('\n');
}

function item(post: PostCard, origin: string): string {
	return [
		'<item>',
		element('title', post.title),
		element('link', origin + postHref(post)),
		`<guid isPermaLink="false">${xmlText(post.id)}</guid>`,
		element('pubDate', post.createdAt.toUTCString()),
		element('dc:creator', post.author.name),
		element('category', post.space.name),
		element('description', post.excerpt),
		'</item>',
	].join('');
}
