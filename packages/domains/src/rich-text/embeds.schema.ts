/** A site whose players may stand in a text. Adding one adds its host to the pages' content security policy. */
type Site = {
	name: string;
	/** The only host a frame of it is loaded from. */
	frameHost: string;
	/** Height of the player relative to its width, or in pixels for a player of sound. */
	shape: { ratio: number } | { height: number };
	id: RegExp;
	page: (id: string) => string;
	frame: (id: string) => string;
};

const WIDE = { ratio: 9 / 16 };

const SITES = {
	youtube: {
		...{ name: 'YouTube', frameHost: 'www.youtube-nocookie.com', shape: WIDE },
		id: /^[\w-]{11}$/,
		page: (id) => `https://www.youtube.com/watch?v=${id}`,
		frame: (id) => `/embed/${id}?autoplay=1`,
	},
	vimeo: {
		...{ name: 'Vimeo', frameHost: 'player.vimeo.com', shape: WIDE },
		id: /^\d{1,12}$/,
		page: (id) => `https://vimeo.com/${id}`,
		frame: (id) => `/video/${id}?dnt=1&autoplay=1`,
	},
	dailymotion: {
		...{ name: 'Dailymotion', frameHost: 'geo.dailymotion.com', shape: WIDE },
		id: /^[a-zA-Z0-9]{5,12}$/,
		page: (id) => `https://www.dailymotion.com/video/${id}`,
		frame: (id) => `/player.html?video=${id}`,
	},
	loom: {
		...{ name: 'Loom', frameHost: 'www.loom.com', shape: WIDE },
		id: /^[a-f0-9]{32}$/,
		page: (id) => `https://www.loom.com/share/${id}`,
		frame: (id) => `/embed/${id}`,
	},
	ted: {
		...{ name: 'TED', frameHost: 'embed.ted.com', shape: WIDE },
		id: /^[a-z0-9_]{3,60}$/,
		page: (id) => `https://www.ted.com/talks/${id}`,
		frame: (id) => `/talks/${id}`,
	},
	streamable: {
		...{ name: 'Streamable', frameHost: 'streamable.com', shape: WIDE },
		id: /^[a-z0-9]{4,8}$/,
		page: (id) => `https://streamable.com/${id}`,
		frame: (id) => `/e/${id}`,
	},
	spotify: {
		...{ name: 'Spotify', frameHost: 'open.spotify.com', shape: { height: 352 } },
		id: /^(?:track|album|playlist|episode|show)\/[a-zA-Z0-9]{22}$/,
		page: (id) => `https://open.spotify.com/${id}`,
		frame: (id) => `/embed/${id}`,
	},
	soundcloud: {
		...{ name: 'SoundCloud', frameHost: 'w.soundcloud.com', shape: { height: 166 } },
		id: /^[\w-]{1,30}\/[\w-]{1,60}$/,
		page: (id) => `https://soundcloud.com/${id}`,
		frame: (id) => `/player/?url=${encodeURIComponent(`https://soundcloud.com/${id}`)}`,
	},
	codepen: {
		...{ name: 'CodePen', frameHost: 'codepen.io', shape: { height: 400 } },
		id: /^[\w-]{1,40}\/[a-zA-Z]{5,32}$/,
		page: (id) => `https://codepen.io/${id.replace('/', '/pen/')}`,
		frame: (id) => `/${id.replace('/', '/embed/')}?default-tab=result`,
	},
	figma: {
		...{ name: 'Figma', frameHost: 'embed.figma.com', shape: { height: 450 } },
		id: /^(?:design|file|proto|board)\/[a-zA-Z0-9]{22}$/,
		page: (id) => `https://www.figma.com/${id}`,
		frame: (id) => `/${id}?embed-host=kith`,
	},
} as const satisfies Record<string, Site>;

export type EmbedProvider = keyof typeof SITES;
/** What a text holds of an embed: whose player, and of what. Never an address. */
export type EmbedRef = { provider: EmbedProvider; id: string };

export const EMBED_PROVIDERS = Object.keys(SITES) as [EmbedProvider, ...EmbedProvider[]];

/** The hosts that frames of a page may come from, as a content security policy names them. */
export const FRAME_SOURCES = Object.values(SITES).map(
	({ frameHost }) => `https://${frameHost}` as `https://${string}.${string}`,
);

/** Whether `id` is one that the site gives out. */
export const isEmbedId = ({ provider, id }: EmbedRef): boolean => SITES[provider].id.test(id);

/** The page of what is embedded: where its link leads without scripts. */
export const embedPage = ({ provider, id }: EmbedRef): string => SITES[provider].page(id);

/** What shows an embed: the address of its frame, whose it is, and how much room it takes. */
export function embedFrame({ provider, id }: EmbedRef) {
	const { name, frameHost, shape, frame } = SITES[provider] as Site;
	return { name, src: `https://${frameHost}${frame(id)}`, shape };
}

type Reading = readonly [host: RegExp, path: RegExp, provider: EmbedProvider];

const READINGS: readonly Reading[] = [
	[
		/^(?:www\.|m\.|music\.)?youtube\.com$/,
		/^\/watch\?(?:[^#]*&)?v=([\w-]{11})(?:[&#]|$)/,
		'youtube',
	],
	[
		/^(?:www\.|m\.)?youtube(?:-nocookie)?\.com$/,
		/^\/(?:shorts|embed|live)\/([\w-]{11})(?:[/?#]|$)/,
		'youtube',
	],
	[/^youtu\.be$/, /^\/([\w-]{11})(?:[/?#]|$)/, 'youtube'],
	[/^(?:www\.)?vimeo\.com$/, /^\/(\d{1,12})(?:[/?#]|$)/, 'vimeo'],
	[/^player\.vimeo\.com$/, /^\/video\/(\d{1,12})(?:[/?#]|$)/, 'vimeo'],
	[/^(?:www\.)?dailymotion\.com$/, /^\/video\/([a-zA-Z0-9]{5,12})(?:[/?#]|$)/, 'dailymotion'],
	[/^dai\.ly$/, /^\/([a-zA-Z0-9]{5,12})(?:[/?#]|$)/, 'dailymotion'],
	[/^(?:www\.)?loom\.com$/, /^\/(?:share|embed)\/([a-f0-9]{32})(?:[/?#]|$)/, 'loom'],
	[/^(?:www\.|embed\.)?ted\.com$/, /^\/talks\/([a-z0-9_]{3,60})(?:[/?#]|$)/, 'ted'],
	[/^(?:www\.)?streamable\.com$/, /^\/(?:e\/)?([a-z0-9]{4,8})(?:[/?#]|$)/, 'streamable'],
	[
		/^open\.spotify\.com$/,
		/^\/(?:intl-[a-z]{2}\/)?(?:embed\/)?((?:track|album|playlist|episode|show)\/[a-zA-Z0-9]{22})(?:[/?#]|$)/,
		'spotify',
	],
	[/^(?:www\.|m\.)?soundcloud\.com$/, /^\/([\w-]{1,30}\/[\w-]{1,60})(?:[?#]|$)/, 'soundcloud'],
	[
		/^codepen\.io$/,
		/^\/([\w-]{1,40})\/(?:pen|embed|full|details)\/([a-zA-Z]{5,32})(?:[/?#]|$)/,
		'codepen',
	],
	[
		/^(?:www\.|embed\.)?figma\.com$/,
		/^\/((?:design|file|proto|board)\/[a-zA-Z0-9]{22})(?:[/?#]|$)/,
		'figma',
	],
];

/** What the address of a page on one of the sites embeds; null for every other address. */
export function embedOf(address: string): EmbedRef | null {
	const url = URL.parse(address.trim());
	if (!url || address.length > 2000 || !/^https?:$/.test(url.protocol) || url.port !== '')
		return null;
	const host = url.hostname.toLowerCase();
	for (const [hosts, path, provider] of READINGS) {
		const found = hosts.test(host) ? path.exec(url.pathname + url.search + url.hash) : null;
		if (!found) continue;
		const id = found.slice(1).filter(Boolean).join('/');
		if (isEmbedId({ provider, id })) return { provider, id };
	}
	return null;
}
