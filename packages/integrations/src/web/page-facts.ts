import { Parser } from 'htmlparser2';

export type PageFacts = {
	title: string;
	description: string;
	site: string;
	pictureUrl: string | null;
};

const META: Readonly<Record<string, keyof PageFacts>> = {
	...{ 'og:title': 'title', 'twitter:title': 'title' },
	...{ 'og:description': 'description', 'twitter:description': 'description' },
	...{ description: 'description', 'og:site_name': 'site' },
	...{
		'og:image': 'pictureUrl',
		'og:image:secure_url': 'pictureUrl',
		'twitter:image': 'pictureUrl',
	},
};

/** What a page says of itself in its head; null when it has no title. Texts are plain and short. */
export function pageFacts(html: string, url: string): PageFacts | null {
	const said: Partial<Record<keyof PageFacts, string>> = {};
	let heading = '';
	let isInTitle = false;
	const parser = new Parser({
		onopentag(name, attributes) {
			if (name === 'title') isInTitle = heading === '';
			if (name === 'body') parser.pause();
			if (name !== 'meta') return;
			const field = META[(attributes['property'] ?? attributes['name'] ?? '').toLowerCase()];
			if (field && attributes['content']) said[field] ??= attributes['content'];
		},
		ontext(text) {
			if (isInTitle && heading.length < 1000) heading += text;
		},
		onclosetag(name) {
			if (name === 'title') isInTitle = false;
		},
	});
	parser.write(html);
	const title = plain(said.title ?? heading, 200);
	if (title === '') return null;
	const { hostname } = new URL(url);
	return {
		...{ title, description: plain(said.description ?? '', 300) },
		site: plain(said.site ?? '', 60) || hostname.replace(/^www\./, ''),
		pictureUrl: pictureOf(said.pictureUrl, url),
	};
}

function plain(text: string, length: number): string {
	const words = text
		.toWellFormed()
		.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
		.trim();
	const signs = Array.from(words);
	return signs.length > length ? `${signs.slice(0, length - 1).join('')}…` : words;
}

function pictureOf(src: string | undefined, url: string): string | null {
	const picture = src ? URL.parse(src, url) : null;
	return picture && /^https?:$/.test(picture.protocol) ? picture.href : null;
}
