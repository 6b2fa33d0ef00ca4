import {
	ACTIVATION_DAYS,
	ANSWER_HOURS,
	type Component,
	type HealthParts,
} from '@kith/domains/analytics/health';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

type Words = {
	label: () => string;
	/** What it is worked out from. */
	raw: (part: NonNullable<HealthParts[Component]>) => string;
	formula: () => string;
};

const count = (value: number) => new Intl.NumberFormat(getLocale()).format(value);
const decimal = (value: number) =>
	new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2 }).format(value);

export const COMPONENT_WORDS: Readonly<Record<Component, Words>> = {
	activation: {
		label: m.health_activation,
		raw: ({ value, of }) =>
			m.health_activation_raw({
				...{ some: count(value), all: count(of), days: count(ACTIVATION_DAYS) },
			}),
		formula: m.health_activation_formula,
	},
	reciprocity: {
		label: m.health_reciprocity,
		raw: ({ value, of }) => m.health_reciprocity_raw({ some: count(value), all: count(of) }),
		formula: m.health_reciprocity_formula,
	},
	concentration: {
		label: m.health_concentration,
		raw: ({ value, of }) => m.health_concentration_raw({ gini: decimal(value), all: count(of) }),
		formula: m.health_concentration_formula,
	},
	responsiveness: {
		label: m.health_responsiveness,
		raw: ({ value, of }) =>
			m.health_responsiveness_raw({
				...{ some: count(value), all: count(of), hours: count(ANSWER_HOURS) },
			}),
		formula: m.health_responsiveness_formula,
	},
	moderation: {
		label: m.health_moderation,
		raw: ({ value, of }) =>
			m.health_moderation_raw({
				...{ some: count(value), all: count(of), share: decimal((100 * value) / of) },
			}),
		formula: m.health_moderation_formula,
	},
};

/** What stands above the columns of the table of weeks. */
export const HEALTH_COLUMNS: Readonly<Record<string, () => string>> = {
	week_of: m.health_week,
	health: m.health_index,
	...Object.fromEntries(Object.entries(COMPONENT_WORDS).map(([name, { label }]) => [name, label])),
};

/** The middle of what is known; null for nothing. */
export function medianOf(values: readonly (number | null)[]): number | null {
	const known = values.filter((value) => value !== null).toSorted((one, other) => one - other);
	const half = known.length / 2;
	const [low, high] = [known[Math.ceil(half) - 1], known[Math.floor(half)]];
	return low === undefined || high === undefined ? null : Math.round((low + high) / 2);
}
