/** What is sold where lifecycles are lived, in cents; `tried` is a tier of each person's own, with 14 days of trial. */
export const PRICES = {
	'supporter.month': { tier: 'supporter', amount: 500, every: 'month' },
	'supporter.year': { tier: 'supporter', amount: 5_000, every: 'year' },
	'supporter.lifetime': { tier: 'supporter', amount: 15_000, kind: 'lifetime' },
	'supporter.pass': { tier: 'supporter', amount: 700, kind: 'pass', days: 30 },
	'supporter.parts': {
		tier: 'supporter',
		amount: 4_000,
		kind: 'instalments',
		every: 'month',
		payments: 3,
	},
	'supporter.open': { tier: 'supporter', amount: 1_000, kind: 'open', leastAmount: 100 },
	'supporter.open-monthly': {
		tier: 'supporter',
		amount: 600,
		kind: 'open',
		every: 'month',
		leastAmount: 300,
	},
	'patron.month': { tier: 'patron', amount: 2_000, every: 'month' },
	'patron.year': { tier: 'patron', amount: 20_000, every: 'year' },
	'tried.month': { tier: 'tried', amount: 900, every: 'month' },
} as const;
export type PriceName = keyof typeof PRICES;
export type TierName = (typeof PRICES)[PriceName]['tier'];

/** A fifth off once, half off for three months, a third off for good, all of it for good. */
export const CODES = {
	fifth: { gives: 'percent', percent: 20, lasts: 'once', months: null },
	half: { gives: 'percent', percent: 50, lasts: 'months', months: 3 },
	third: { gives: 'percent', percent: 30, lasts: 'forever', months: null },
	free: { gives: 'percent', percent: 100, lasts: 'forever', months: null },
} as const;
export type CodeName = keyof typeof CODES;

export type Step =
	| { do: 'buy'; price: PriceName; code?: CodeName; card?: string; amount?: number; twin?: true }
	/** Opens Stripe's page and leaves it; `pay` comes back to it. */
	| { do: 'open'; price: PriceName }
	| { do: 'wait'; days: number }
	| { do: 'change'; to: PriceName }
	/** Of the tier, or of what was bought last. */
	| { do: 'cancel'; tier?: TierName }
	| { do: 'pause' | 'comp'; for: number | null }
	/** Staff put the next charge off by so many days. */
	| { do: 'extend'; days: number }
	| { do: 'refund'; amount?: number }
	| { do: 'decide'; as: 'won' | 'lost' }
	| { do: Plain };

/** What needs no more said of it: it is about what was bought last. */
type Plain =
	| ('pay' | 'keep' | 'resume' | 'spoil' | 'mend' | 'endAtStripe' | 'endNow' | 'endLater')
	| ('refundAtStripe' | 'dispute' | 'answer' | 'stay' | 'merge' | 'leave');

export type Lifecycle = {
	name: string;
	steps: readonly Step[];
	/** What is open at the end, and what comes in each month. */
	opens: readonly TierName[];
	mrr: number;
	/** All that came in, less what was given back; where it is what the lifecycle is about. */
	kept?: number;
};

const buy = (price: PriceName, more: Omit<Step & { do: 'buy' }, 'do' | 'price'> = {}): Step => ({
	...{ do: 'buy', price, ...more },
});
const wait = (days: number): Step => ({ do: 'wait', days });
const change = (to: PriceName): Step => ({ do: 'change', to });
const open = (price: PriceName): Step => ({ do: 'open', price });
const pause = (months: number): Step => ({ do: 'pause', for: months });
const extend = (days: number): Step => ({ do: 'extend', days });
const comp = (days: number | null): Step => ({ do: 'comp', for: days });
const does = (deed: Plain): Step => ({ do: deed });
const cancel: Step = { do: 'cancel' };
const [keep, resume, spoil, mend] = [does('keep'), does('resume'), does('spoil'), does('mend')];
const [dispute, answer, leave] = [does('dispute'), does('answer'), does('leave')];
const refund = (amount?: number): Step => ({ do: 'refund', ...(amount && { amount }) });

const life = (
	name: string,
	steps: readonly Step[],
	opens: readonly TierName[] = [],
	mrr = 0,
): Lifecycle => ({ name, steps, opens, mrr });

/** What is paid in parts of forty; none of them comes in each month. */
const parts = (
	name: string,
	steps: readonly Step[],
	{ kept, opens = [] }: { kept: number; opens?: readonly TierName[] },
): Lifecycle => ({ name, steps: [buy('supporter.parts'), ...steps], opens, mrr: 0, kept });

const FAILS_LATER = '4000 0000 0000 0341';
const DECLINED = '4000 0000 0000 0002';
const MONTH = 'supporter.month';
const YEAR = 'supporter.year';
const PATRON = 'patron.month';
const ONCE = 'supporter.lifetime';
const PASS = 'supporter.pass';
const TRIED = 'tried.month';
const IS: readonly TierName[] = ['supporter'];
const TRIES: readonly TierName[] = ['tried'];

const JOINING = [
	life('pays each month and stays', [buy(MONTH), wait(65)], IS, 500),
	life('pays each year', [buy(YEAR), wait(40)], IS, 417),
	life('pays once for good', [buy(ONCE), wait(20)], IS),
	life('a pass that runs', [buy(PASS), wait(20)], IS),
	life('a pass that is over', [buy(PASS), wait(31)]),
	life('a pass after a pass', [buy(PASS), wait(31), buy(PASS), wait(5)], IS),
	life('what one likes, once', [buy('supporter.open', { amount: 1_234 }), wait(5)], IS),
	life(
		'what one likes, each month',
		[buy('supporter.open-monthly', { amount: 777 }), wait(35)],
		IS,
		777,
	),
	life('a page that was left', [open(MONTH), wait(3)]),
	life('a page that was left, and bought later', [open(MONTH), wait(3), buy(MONTH)], IS, 500),
	life('a page that was left for another price', [open(MONTH), buy(YEAR)], IS, 417),
	life(
		'a card that is refused, then a good one',
		[buy(MONTH, { card: DECLINED }), buy(MONTH)],
		IS,
		500,
	),
	life('two tiers', [buy(MONTH), wait(3), buy(PATRON), wait(35)], ['patron', 'supporter'], 2_500),
	life(
		'two tiers, and one is ended',
		[buy(MONTH), buy(PATRON), { do: 'cancel', tier: 'supporter' }, wait(35)],
		['patron'],
		2_000,
	),
];

const TRYING = [
	life('a trial that runs', [buy(TRIED), wait(10)], TRIES),
	life('a trial that is paid', [buy(TRIED), wait(20)], TRIES, 900),
	life('a trial that is paid twice', [buy(TRIED), wait(50)], TRIES, 900),
	life('a trial that is ended', [buy(TRIED), wait(5), cancel, wait(12)]),
	life('a trial that is ended, and not', [buy(TRIED), cancel, wait(2), keep, wait(18)], TRIES, 900),
	life('a trial without money', [buy(TRIED, { card: FAILS_LATER }), wait(16)], TRIES),
	life('a trial without money, given up', [buy(TRIED, { card: FAILS_LATER }), wait(34)]),
	life(
		'a trial without money, then with',
		[buy(TRIED, { card: FAILS_LATER }), wait(16), mend],
		TRIES,
		900,
	),
];

const CHANGING = [
	life('upgrade', [buy(MONTH), wait(10), change(PATRON), wait(10)], ['patron'], 2_000),
	life('downgrade', [buy(PATRON), wait(10), change(MONTH), wait(35)], IS, 500),
	life(
		'up and down and up',
		[buy(MONTH), wait(4), change(PATRON), wait(4), change(MONTH), wait(4), change(PATRON)],
		['patron'],
		2_000,
	),
	life('from months to years', [buy(MONTH), wait(10), change(YEAR), wait(35)], IS, 417),
	life('from years to months', [buy(YEAR), wait(10), change(MONTH), wait(35)], IS, 500),
	life(
		'to the other tier by the year',
		[buy(MONTH), wait(40), change('patron.year'), wait(3)],
		['patron'],
		1_667,
	),
	life('upgrade, then an end', [buy(MONTH), wait(5), change(PATRON), cancel, wait(35)]),
	life('a trial that is upgraded', [buy(TRIED), wait(20), change(PATRON)], ['patron'], 2_000),
];

const ENDING = [
	life('ends with the month', [buy(MONTH), wait(5), cancel, wait(35)]),
	life('ended and not over', [buy(MONTH), wait(5), cancel, wait(10)], IS, 500),
	life('ended, then kept', [buy(MONTH), cancel, wait(5), keep, wait(35)], IS, 500),
	life('ended and kept and ended', [buy(MONTH), cancel, keep, wait(2), cancel, wait(35)]),
	life('ended and back', [buy(MONTH), cancel, wait(35), buy(MONTH), wait(5)], IS, 500),
	life('ended at Stripe', [buy(MONTH), wait(5), does('endAtStripe'), wait(2)]),
	life(
		'ended at Stripe and back',
		[buy(MONTH), does('endAtStripe'), wait(2), buy(PATRON)],
		['patron'],
		2_000,
	),
	life('ended by staff at once', [buy(MONTH), wait(5), does('endNow'), wait(2)]),
	life('ended by staff with the month', [buy(MONTH), wait(5), does('endLater'), wait(35)]),
	life('paused', [buy(MONTH), wait(5), pause(1), wait(10)]),
	life('paused, and on by itself', [buy(MONTH), wait(5), pause(1), wait(45)], IS, 500),
	life('paused, and on early', [buy(MONTH), pause(3), wait(40), resume, wait(2)], IS, 500),
	life('paused, and ended', [buy(MONTH), pause(2), wait(3), cancel, wait(40)]),
	life('leaves', [buy(MONTH), wait(10), leave, wait(35)]),
	life('leaves with the page open, and pays', [open(MONTH), leave, does('pay'), wait(3)]),
];

const EXTENDED = [
	life('given days, and on', [buy(MONTH), wait(5), extend(30), wait(40)], IS, 500),
	life('given days, and charged after them', [buy(MONTH), wait(5), extend(10), wait(45)], IS, 500),
	life('given days twice', [buy(MONTH), extend(10), wait(35), extend(20), wait(30)], IS, 500),
	life('given days, then an end', [buy(MONTH), extend(30), wait(40), cancel, wait(30)]),
	life('given days, and owed after them', [buy(MONTH), extend(5), spoil, wait(38)], IS, 500),
	life('a trial, paid, given days', [buy(TRIED), wait(20), extend(30), wait(40)], TRIES, 900),
];

const OWING = [
	life('a payment fails', [buy(MONTH), spoil, wait(33)], IS, 500),
	life('a payment fails, and comes', [buy(MONTH), spoil, wait(33), mend, wait(3)], IS, 500),
	life('owed past the days of grace', [buy(MONTH), spoil, wait(43)], [], 500),
	life('owed past the days of grace, then paid', [buy(MONTH), spoil, wait(43), mend], IS, 500),
	life('never paid again', [buy(MONTH), spoil, wait(52)]),
	life('never paid again, and bought anew', [buy(MONTH), spoil, wait(52), buy(MONTH)], IS, 500),
];

const RETURNING = [
	life('a part is given back', [buy(MONTH), wait(3), refund(200), wait(3)], IS, 500),
	life('given back and ended', [buy(MONTH), wait(3), refund(), does('endNow')]),
	life('what was bought once is given back', [buy(ONCE), wait(3), refund(), wait(2)]),
	life('given back in two parts', [buy(ONCE), refund(5_000), wait(9), refund()]),
	life('given back at Stripe', [buy(PASS), wait(3), does('refundAtStripe'), wait(2)]),
	life(
		'a dispute that is won late',
		[buy(MONTH), dispute, wait(5), answer, wait(20), { do: 'decide', as: 'won' }, wait(2)],
		IS,
		500,
	),
	life('a dispute that nobody answers', [buy(MONTH), dispute, wait(12)], IS, 500),
];

const MIXED = [
	life('given over paid', [buy(MONTH), comp(null), wait(3), cancel, wait(35)], IS),
	life('given for a while, then paid', [comp(20), wait(5), buy(MONTH), wait(30)], IS, 500),
	life('a code for one payment', [buy(MONTH, { code: 'fifth' }), wait(35)], IS, 500),
	life('a code for three months', [buy(MONTH, { code: 'half' }), wait(35)], IS, 250),
	life('a code for three months, over', [buy(MONTH, { code: 'half' }), wait(95)], IS, 500),
	life('a code for good', [buy(PATRON, { code: 'third' }), wait(35)], ['patron'], 1_400),
	life('a code for nothing at all', [buy(PATRON, { code: 'free' }), wait(35)], ['patron']),
	life('an offer to stay', [buy(PATRON), wait(5), does('stay'), wait(30)], ['patron'], 1_000),
	life(
		'two accounts, two tiers',
		[buy(MONTH), buy(PATRON, { twin: true }), wait(2), does('merge'), wait(35)],
		['patron', 'supporter'],
		2_500,
	),
	life(
		'two accounts, one tier',
		[buy(MONTH), buy(MONTH, { twin: true }), wait(2), does('merge'), wait(35)],
		IS,
		500,
	),
];

const PARTS = [
	parts('in parts, under way', [wait(40)], { kept: 8_000, opens: IS }),
	parts('in parts, paid up, and theirs', [wait(100)], { kept: 12_000, opens: IS }),
	parts('in parts, ended early', [wait(5), cancel, wait(35)], { kept: 4_000 }),
	parts('in parts, ended early and kept', [wait(5), cancel, wait(5), keep, wait(90)], {
		...{ kept: 12_000, opens: IS },
	}),
	parts('in parts, ended by staff', [wait(40), does('endNow'), wait(40)], { kept: 8_000 }),
	parts('in parts, one fails and comes', [spoil, wait(33), mend, wait(67)], {
		...{ kept: 12_000, opens: IS },
	}),
	parts('in parts, the last fails and comes', [wait(40), spoil, wait(25), mend, wait(35)], {
		...{ kept: 12_000, opens: IS },
	}),
	parts('in parts, one never comes', [spoil, wait(52)], { kept: 4_000 }),
	parts('in parts, the last never comes', [wait(40), spoil, wait(60)], { kept: 8_000 }),
	parts('in parts, one is given back', [wait(40), refund(), wait(40)], { kept: 4_000 }),
	parts('in parts, a bit is given back', [wait(40), refund(500), wait(60)], {
		...{ kept: 11_500, opens: IS },
	}),
	parts('in parts, paid up and given back', [wait(70), does('refundAtStripe'), wait(9)], {
		kept: 8_000,
	}),
	parts('in parts, and leaves', [wait(40), leave, wait(35)], { kept: 8_000 }),
];

/** What becomes of members who buy, each from its first step to what is true at its end. */
export const LIFECYCLES: readonly Lifecycle[] = [
	...[
		...JOINING,
		...TRYING,
		...CHANGING,
		...ENDING,
		...EXTENDED,
		...OWING,
		...RETURNING,
		...MIXED,
		...PARTS,
	],
];

/** Days from its first step to its end. */
export const daysOf = ({ steps }: Lifecycle): number =>
	steps.reduce((days, step) => days + (step.do === 'wait' ? step.days : 0), 0);
