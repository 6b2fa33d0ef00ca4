import type { CommunityRequest } from '@kith/client/request-store';
import { languageOf, localeOf, type Locale } from '@kith/kernel/locales';
import { cookieName } from '#lib/paraglide/runtime.js';

type Reader = { face: Pick<CommunityRequest['face'], 'locale' | 'localization'> } & {
	viewer: { locale: string | null } | null;
};

/** The language of a page for its reader: the first that they wish for and the community speaks, otherwise its own. */
export function siteLanguage({ face, viewer }: Reader, request: Request): Locale {
	const { languages } = face.localization;
	const wished = [
		chosenOn(request.headers.get('cookie') ?? ''),
		viewer?.locale,
		...askedFor(request.headers.get('accept-language') ?? ''),
	];
	const spoken = wished.find((wish) => languages.some((language) => language === wish));
	return languageOf(spoken ?? face.locale);
}

/** What was chosen on the device. */
function chosenOn(cookies: string): string | undefined {
	const start = `${cookieName}=`;
	const pair = cookies.split(';').find((one) => one.trim().startsWith(start));
	return pair?.trim().slice(start.length);
}

/** What a browser asks for, most wanted first. */
function askedFor(header: string): (Locale | null)[] {
	const wishes = header.split(',').map((part) => {
		const [tag = '', ...facts] = part.trim().split(';');
		const weight = facts.find((fact) => fact.trim().startsWith('q='));
		return { tag, weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 };
	});
	return wishes.toSorted((a, b) => b.weight - a.weight).map(({ tag }) => localeOf(tag.trim()));
}
