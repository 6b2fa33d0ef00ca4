import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import CohortTable from './CohortTable.svelte';
import FunnelChart from './FunnelChart.svelte';
import HeatMap from './HeatMap.svelte';
import LineChart from './LineChart.svelte';

const format = (value: number) => `${value} times`;
const formatShare = (share: number) => `${Math.round(share * 100)} %`;
const count = (html: string, part: string | RegExp) => html.split(part).length - 1;

test('lines are drawn by the server, named for who does not see them, and told in a table', () => {
	const { body } = render(LineChart, {
		props: {
			...{ label: 'Active members', format, tableLabel: 'Table', columnLabel: 'Day' },
			labels: ['1', '2', '3'].map((day) => ({ short: day, long: `Day ${day}` })),
			series: [
				{ name: 'Week', values: [4, 5, 6], tone: 'bg-accent', stroke: 'stroke-accent' },
				{ name: 'Day', values: [1, 2, 3], tone: 'bg-info', stroke: 'stroke-info' },
			],
		},
	});
	expect(body).toContain('role="img" aria-label="Active members"');
	expect(count(body, '<path')).toBe(2);
	expect(count(body, '<td')).toBe(6);
	expect(body).toContain('6 times');
});

test('between what is thought least and most lies a band, which the table tells as two columns', () => {
	const { body } = render(LineChart, {
		props: {
			...{ label: 'Outlook', format, tableLabel: 'Table', columnLabel: 'Day' },
			labels: ['1', '2', '3'].map((day) => ({ short: day, long: `Day ${day}` })),
			series: [
				{ name: 'Said', values: [null, 5, 6], tone: 'bg-info', stroke: 'stroke-info' },
				{ name: 'Came', values: [4, null, null], tone: 'bg-accent', stroke: 'stroke-accent' },
			],
			band: {
				name: 'Mostly',
				low: { name: 'At least', values: [null, 3, 2] },
				high: { name: 'At most', values: [null, 40, 80] },
			},
		},
	});
	const band = /<path d="([^"]+)" class="fill-accent opacity-30"/.exec(body)?.[1] ?? '';
	expect([count(band, 'M'), count(band, 'Z')]).toEqual([1, 1]);
	expect(count(body, 'Mostly')).toBe(1);
	for (const head of ['Said', 'Came', 'At least', 'At most'])
		expect(body).toMatch(new RegExp(`<th[^>]*>\\s*${head}`));
	// What may come stands within the chart.
	expect(body).toContain('80 times');
	for (const y of band.match(/,(-?[\d.]+)/g) ?? [])
		expect(Number(y.slice(1))).toBeGreaterThanOrEqual(0);
});

test('where nothing can be said, a line has a gap and the table a dash', () => {
	const { body } = render(LineChart, {
		props: {
			...{ label: 'Health', format, tableLabel: 'Table', columnLabel: 'Week', top: 100 },
			labels: ['1', '2', '3', '4', '5'].map((week) => ({ short: week, long: `Week ${week}` })),
			series: [
				{
					name: 'Index',
					values: [40, 50, null, 60, 50],
					tone: 'bg-accent',
					stroke: 'stroke-accent',
				},
			],
		},
	});
	const drawn = /<path d="([^"]+)"[^>]*class="fill-none/.exec(body)?.[1] ?? '';
	expect(count(drawn, 'M')).toBe(2);
	expect(count(drawn, 'L')).toBe(2);
	expect(body).toContain('>–</td>');
	expect(body).toContain('100 times');
});

test('a heat map has a field for every hour of every day, the strongest for the most', () => {
	const { body } = render(HeatMap, {
		props: {
			...{ label: 'Hours', format, tableLabel: 'Table', columnLabel: 'Day' },
			columns: ['0', '1', '2'],
			rows: [
				{ name: 'Mon', values: [0, 3, 12] },
				{ name: 'Tue', values: [1, 0, 0] },
			],
			cell: (day: string, hour: string, value: number) => `${day} ${hour} ${value}`,
		},
	});
	expect(count(body, '<rect')).toBe(6);
	expect(count(body, 'fill-accent')).toBe(3);
	expect(body).toMatch(/opacity="1"[^>]*><title>Mon 2 12<\/title>/);
	expect(body).toMatch(/opacity="0.34"[^>]*><title>Mon 1 3<\/title>/);
});

test('each step of a funnel says its part of the first; one of nobody says none', () => {
	const steps = [
		{ name: 'Joined', value: 8 },
		{ name: 'Wrote', value: 2 },
	];
	const of = (some: typeof steps) =>
		render(FunnelChart, { props: { label: 'Funnel', steps: some, format, formatShare } }).body;
	expect(of(steps)).toContain('25 %');
	expect(of(steps)).toContain('width="25"');
	expect(of(steps.map(({ name }) => ({ name, value: 0 })))).not.toContain('%');
});

test('a cohort shows parts of its size, and nothing where too few stand behind it', () => {
	const { body } = render(CohortTable, {
		props: {
			...{ label: 'Cohorts', head: ['Week', 'Joined', '1', '2'], format, formatShare },
			rows: [
				{ name: 'Nov 2', size: 20, values: [20, 5] },
				{ name: 'Nov 9', size: null, values: [null, null] },
			],
		},
	});
	expect(body).toContain('100 %');
	expect(body).toContain('25 %');
	expect(count(body, 'bg-accent/')).toBe(2);
});
