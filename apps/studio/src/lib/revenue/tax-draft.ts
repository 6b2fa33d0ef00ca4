import { Taxes, type TaxRate } from '@kith/domains/sales/taxes';

type RateDraft = {
	id: string;
	name: string;
	/** Empty: everywhere. */
	country: string;
	region: string;
	percent: string;
};

/** Taxes while they are being typed. */
export type TaxDraft = {
	mode: Taxes['mode'];
	rates: RateDraft[];
	/** Empty: none. */
	defaultRateId: string;
	isIncluded: boolean;
	taxIds: Taxes['taxIds'];
	legal: Omit<Taxes['legal'], 'field'> & { fieldName: string; fieldValue: string };
};

/** What is wrong: of a rate `name`, `percent` or `region` behind its id, or of all of it. */
export type TaxFaults = ReadonlySet<string>;

const percentText = (percent: number, locale: string): string =>
	new Intl.NumberFormat(locale, {
		...{ maximumFractionDigits: 4, useGrouping: false, numberingSystem: 'latn' },
	}).format(percent);

export function draftOfTaxes(one: Taxes, locale: string): TaxDraft {
	const { field, ...legal } = one.legal;
	return {
		...{ mode: one.mode, isIncluded: one.isIncluded, taxIds: one.taxIds },
		defaultRateId: one.defaultRateId ?? '',
		rates: one.rates.map(({ id, name, country, region, percent }) => ({
			...{ id, name, country: country ?? '', region: region ?? '' },
			percent: percentText(percent, locale),
		})),
		legal: { ...legal, fieldName: field?.name ?? '', fieldValue: field?.value ?? '' },
	};
}

/** A rate as it is typed, such as `8,875`; null where it is none. */
export function readPercent(typed: string): number | null {
	const parts = /^(\d{1,3})(?:[.,٫](\d{1,4}))?$/.exec(typed.trim().replace(/[%٪]$/, '').trimEnd());
	if (!parts) return null;
	const percent = Number(`${parts[1]}.${parts[2] ?? '0'}`);
	return percent > 100 ? null : percent;
}

/** A rate as it is typed, among the places of those before it. */
function readRate({ id, name, country, region, percent }: RateDraft, places: Set<string>) {
	const wrong: string[] = [];
	const number = readPercent(percent);
	if (number === null) wrong.push('percent');
	if (name.trim() === '') wrong.push('name');
	const part = region.trim().toUpperCase();
	if (part !== '' && (country === '' || !/^[A-Z0-9]{1,3}$/.test(part))) wrong.push('region');
	const place = `${country} ${part}`;
	if (places.has(place)) wrong.push('place');
	places.add(place);
	const rate: TaxRate = {
		...{ id, name: name.trim(), country: country === '' ? null : country },
		...{ region: part === '' ? null : part, percent: number ?? 0 },
	};
	return { rate, wrong };
}

/** What was typed, as it is saved; or what is wrong with it. */
export function readTaxes(draft: TaxDraft): { faults: TaxFaults; taxes: Taxes | null } {
	const faults = new Set<string>();
	const places = new Set<string>();
	const rates = draft.rates.flatMap((typed): TaxRate[] => {
		const { rate, wrong } = readRate(typed, places);
		// What nobody sees, and nobody is charged by, is in nobody's way.
		if (wrong.length > 0 && draft.mode !== 'rates') return [];
		for (const one of wrong) faults.add(`${typed.id} ${one}`);
		return [rate];
	});
	if (draft.mode === 'rates' && rates.length === 0) faults.add('rates');
	const { fieldName, fieldValue, ...legal } = draft.legal;
	const [name, value] = [fieldName.trim(), fieldValue.trim()];
	if ((name === '') !== (value === '')) faults.add('field');
	if (faults.size > 0) return { faults, taxes: null };
	const isThere = rates.some(({ id }) => id === draft.defaultRateId);
	const taxes = Taxes.safeParse({
		...{ mode: draft.mode, rates, isIncluded: draft.isIncluded, taxIds: draft.taxIds },
		defaultRateId: isThere ? draft.defaultRateId : null,
		legal: { ...legal, field: name === '' ? null : { name, value } },
	}).data;
	if (!taxes) faults.add('legal');
	return { faults, taxes: taxes ?? null };
}

/** The rate that who lives nowhere in particular is charged by, as far as it is typed; null where none is. */
export function exampleRate({ mode, rates, defaultRateId }: TaxDraft) {
	const rate = mode === 'rates' ? rates.find(({ id }) => id === defaultRateId) : undefined;
	const percent = rate ? readPercent(rate.percent) : null;
	return rate && percent !== null ? { name: rate.name, percent } : null;
}
