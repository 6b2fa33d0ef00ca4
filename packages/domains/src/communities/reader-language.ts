import type { CommunityIdentity, CommunitySnapshot } from '../snapshot.ts';

/** The language to write to somebody in: their own where the community speaks it, otherwise the community's. */
export function readerLanguage(
	community: Pick<CommunityIdentity, 'locale'>,
	{ localization }: Pick<CommunitySnapshot, 'localization'>,
	chosen: string | null | undefined,
): string {
	return localization.languages.find((language) => language === chosen) ?? community.locale;
}
