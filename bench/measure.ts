import { readFileSync, readdirSync } from 'node:fs';
import { loadavg } from 'node:os';

/** The value below which `share` (0 to 1) of `values` lie. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Runs `work` `times` times, one after another; the milliseconds of each. */
export async function timeEach(times: number, work: () => Promise<unknown>): Promise<number[]> {
	const took: number[] = [];
	for (let run = 0; run < times; run++) took.push(await timeOnce(work));
	return took;
}

/** Milliseconds that `work` takes. */
export async function timeOnce(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

/** Milliseconds of CPU that a process has used, all of its threads; 0 when it is gone. Linux only. */
export function cpuOf(pid: number): number {
	try {
		return readdirSync(`/proc/${pid}/task`)
			.map((task) => readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8'))
			.reduce((sum, text) => sum + Number(text.split(' ', 1)[0]) / 1e6, 0);
	} catch {
		return 0;
	}
}

/** The processes that `parent` started: for a postmaster its backends and helpers. Linux only. */
export function childrenOf(parent: number): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => {
			try {
				const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
				return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
			} catch {
				return false;
			}
		});
}

export type Row = {
	what: string;
	value: string;
	/** What the value is compared with: a baseline of the same run. */
	ratio?: string;
	target?: string;
	/** Whether the target is met; unset without one. */
	met?: boolean;
};

/** A line of the results: a figure, how it relates to the baseline, and whether it is good enough. */
export function row(
	what: string,
	value: number,
	unit: string,
	more: { ratio?: [number, string]; most?: number } = {},
): Row {
	const { ratio, most } = more;
	return {
		what,
		value: `${round(value)} ${unit}`.trim(),
		...(ratio ? { ratio: `${round(ratio[0])}x ${ratio[1]}` } : {}),
		...(most === undefined ? {} : { target: `<= ${most} ${unit}`.trim(), met: value <= most }),
	};
}

/** Prints a table in Markdown, so that it can go into docs/figures.md as it stands. */
export function printTable(title: string, rows: readonly Row[]): void {
	const load = loadavg()[0]?.toFixed(1);
	const lines = rows.map(({ what, value, ratio = '', target = '', met }) => {
		const verdict = met === undefined ? '' : met ? 'yes' : 'NO';
		return `| ${what} | ${value} | ${ratio} | ${target} | ${verdict} |`;
	});
	const head = ['| what | measured | ratio | target | met |', '| --- | ---: | --- | --- | --- |'];
	console.log([`\n### ${title} (load average ${load})\n`, ...head, ...lines].join('\n'));
}

function round(value: number): string {
	return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
