import { NO_LIMITS, type RuleDefinition } from '@kith/domains/gamification/schema';

/** Rules to begin with and to learn from: fair by their limits, none of them pays for mere visits. */
type Recipe = Omit<RuleDefinition, 'when' | 'badgeId' | 'brings' | 'most' | 'restMinutes'> &
	Partial<Pick<RuleDefinition, 'when' | 'restMinutes'>> & {
		most?: Partial<RuleDefinition['most']>;
	};

const rule = ({ most = {}, when = null, restMinutes = null, ...rest }: Recipe): RuleDefinition => ({
	...{ ...rest, when, restMinutes, badgeId: null, brings: null, most: { ...NO_LIMITS, ...most } },
});

const first = { is: 'first' } as const;
const long = { is: 'length', atLeast: 400 } as const;
const newcomer = { is: 'daysMember', atLeast: null, atMost: 30 } as const;
const ofKind = (...kinds: string[]) => ({ is: 'postKind' as const, in: kinds });
const streak = (days: number) => ({ is: 'streak' as const, days });

/** What most communities begin with. */
export const STARTERS: readonly RuleDefinition[] = [
	rule({ on: 'post', to: 'doer', points: 5, most: { day: 3 } }),
	rule({ on: 'comment', to: 'doer', points: 2, most: { day: 10 } }),
	rule({ on: 'reaction', to: 'other', points: 1, most: { day: 50, pairDay: 3 } }),
	rule({ on: 'answer', to: 'doer', points: 15, most: { pairDay: 2 } }),
	rule({ on: 'invitation', to: 'doer', points: 10, most: { day: 5 } }),
];

/** Rules that open a role or spaces for so many days: whoever takes one chooses which. */
export const OPENING: ReadonlyMap<RuleDefinition, number> = new Map([
	[
		rule({
			...{ on: 'answer', to: 'doer', points: 10, most: { pairDay: 2 } },
			when: { is: 'count', of: 'answer', as: 'doer', days: 30, atLeast: 3 },
		}),
		30,
	],
	[rule({ on: 'feature', to: 'doer', points: 10, most: { day: 1 } }), 7],
]);

export const RECIPES: readonly RuleDefinition[] = [
	...STARTERS,
	rule({ on: 'post', to: 'doer', points: 20, when: first }),
	rule({ on: 'comment', to: 'doer', points: 10, when: first }),
	rule({ on: 'answer', to: 'doer', points: 25, when: first }),
	rule({ on: 'invitation', to: 'doer', points: 25, when: first }),
	rule({ on: 'join', to: 'doer', points: 5 }),
	rule({ on: 'post', to: 'doer', points: 8, when: long, most: { day: 2 } }),
	rule({ on: 'comment', to: 'doer', points: 4, when: long, most: { day: 5 } }),
	rule({ on: 'post', to: 'doer', points: 3, when: ofKind('question'), most: { day: 3 } }),
	rule({ on: 'post', to: 'doer', points: 5, when: ofKind('idea'), most: { day: 3 } }),
	rule({
		on: 'post',
		to: 'doer',
		points: 10,
		when: ofKind('article', 'showcase'),
		most: { day: 1 },
	}),
	rule({ on: 'comment', to: 'doer', points: 3, when: ofKind('question'), most: { day: 10 } }),
	rule({ on: 'comment', to: 'doer', points: 2, when: ofKind('idea'), most: { day: 5 } }),
	rule({ on: 'comment', to: 'other', points: 1, most: { day: 30, pairDay: 2 } }),
	rule({ on: 'comment', to: 'doer', points: 3, when: newcomer, most: { day: 5 } }),
	rule({ on: 'post', to: 'doer', points: 10, when: newcomer, most: { ever: 3 } }),
	rule({ on: 'vote', to: 'other', points: 2, most: { day: 50 } }),
	rule({ on: 'vote', to: 'doer', points: 1, most: { day: 5 } }),
	rule({ on: 'answer', to: 'other', points: 3, most: { day: 3 } }),
	rule({ on: 'feature', to: 'doer', points: 30, most: { day: 1 } }),
	rule({ on: 'document', to: 'doer', points: 8, most: { day: 2 } }),
	rule({ on: 'follow', to: 'other', points: 1, most: { day: 10 } }),
	rule({ on: 'invitation', to: 'other', points: 5 }),
	rule({ on: 'comment', to: 'doer', points: 10, when: streak(3), most: { day: 1 } }),
	rule({
		on: 'comment',
		to: 'doer',
		points: 25,
		when: streak(7),
		most: { day: 1 },
		restMinutes: 10_080,
	}),
	rule({
		...{ on: 'answer', to: 'doer', points: 50, most: { ever: 1 } },
		when: { is: 'count', of: 'answer', as: 'doer', days: 30, atLeast: 5 },
	}),
	rule({
		...{ on: 'reaction', to: 'other', points: 20, most: { ever: 1 } },
		when: { is: 'count', of: 'reaction', as: 'other', days: null, atLeast: 100 },
	}),
	...OPENING.keys(),
];
