import type { Permission } from '@kith/domains/permissions/schema';
import type { SpaceException } from '@kith/domains/roles/schema';

type Said = SpaceException['permissions'][number];
export type Words = Partial<Record<Permission, 'allow' | 'deny'>>;

/** One permission of which something else would be said, and what somebody may before and after. */
export type Change = {
	key: Permission;
	before: 'allow' | 'deny' | null;
	after: 'allow' | 'deny' | null;
	was: boolean;
	will: boolean;
};

/** An address says what is to be reviewed, or changed once more: nothing is stored until that is confirmed. */
const REVIEW = 'review';

const isWord = (text: string | null) => text === 'allow' || text === 'deny';

export const isReview = (params: URLSearchParams): boolean => params.get(REVIEW) === '1';

/** What an address says of the permissions; without a word in it, what is said now. */
export function wordsIn(params: URLSearchParams, permissions: readonly Said[]): Words {
	const says = params.has(REVIEW) || permissions.some(({ key }) => params.has(key));
	const said = permissions.map(({ key, word }) => [key, says ? params.get(key) : word] as const);
	return Object.fromEntries(said.filter(([, word]) => isWord(word)));
}

/** The address at which these words are reviewed. */
export const withWords = (path: string, words: Words): string => addressOf(path, '1', words);

/** The address of the form with these words in it, none of them as well. */
export const toChange = (path: string, words: Words): string => addressOf(path, '0', words);

const addressOf = (path: string, review: '0' | '1', words: Words): string =>
	`${path}?${new URLSearchParams({ [REVIEW]: review, ...words }).toString()}`;

/** What these words change of what is said now. */
export function changesOf(permissions: readonly Said[], words: Words): Change[] {
	const holds = (word: string | null, otherwise: boolean) => (word ? word === 'allow' : otherwise);
	return permissions
		.map(({ key, word: before, otherwise }) => {
			const after = words[key] ?? null;
			const [was, will] = [holds(before, otherwise), holds(after, otherwise)];
			return { key, before, after, was, will };
		})
		.filter(({ before, after }) => before !== after);
}
