import {
	Css,
	DEFAULT_CSS,
	DEFAULT_MAIL_LOOK,
	MailLook,
	SECTIONS,
	Site,
	type Section,
} from './design.schema.ts';
import { DEFAULT_LOOK, Look } from '../communities/communities.schema.ts';
import { DEFAULT_NAVIGATION, Navigation } from './navigation.schema.ts';
import { DEFAULT_PAGES, Pages } from './pages.schema.ts';

type Values = ReadonlyMap<string, unknown>;

/** The design as everybody sees it, from the stored settings. */
export function publishedSite(values: Values): Site {
	return {
		look: Look.parse(values.get('look') ?? DEFAULT_LOOK),
		navigation: Navigation.parse(values.get('navigation') ?? DEFAULT_NAVIGATION),
		pages: Pages.parse(values.get('pages') ?? DEFAULT_PAGES),
		css: Css.parse(values.get('css') ?? DEFAULT_CSS),
		mail: MailLook.parse(values.get('mail') ?? DEFAULT_MAIL_LOOK),
	};
}

/** The design that is being tried: what nobody touched is as it is published. */
export function draftSite(values: Values, published: Site): Site {
	const entries = SECTIONS.map((section) => [
		section,
		Site.shape[section].parse(values.get(`${section}.draft`) ?? published[section]),
	]);
	return Site.parse(Object.fromEntries(entries));
}

/** The sections in which two designs differ. */
export function changedSections(one: Site, other: Site): Section[] {
	return SECTIONS.filter(
		(section) => JSON.stringify(one[section]) !== JSON.stringify(other[section]),
	);
}

type Row = { key: string; value: unknown; version: number };

/** Both designs as they are stored, and the version of each section's draft; 0 where there is none. */
export function designOf(rows: readonly Row[]): {
	published: Site;
	draft: Site;
	versions: Record<Section, number>;
} {
	const values = new Map(rows.map(({ key, value }) => [key, value]));
	const numbers = new Map(rows.map(({ key, version }) => [key, version]));
	const published = publishedSite(values);
	const versions = SECTIONS.map((section) => [section, numbers.get(`${section}.draft`) ?? 0]);
	return {
		...{ published, draft: draftSite(values, published) },
		versions: Object.fromEntries(versions) as Record<Section, number>,
	};
}

/** All versions as one text: equal as long as no section was saved. */
export function stampOf(versions: Readonly<Record<Section, number>>): string {
	return SECTIONS.map((section) => versions[section]).join('.');
}
