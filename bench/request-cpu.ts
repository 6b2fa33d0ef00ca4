import { readFileSync } from 'node:fs';
import { DEMO } from './demo.ts';
import { send } from './load.ts';
import { childrenOf, cpuOf, quantile } from './measure.ts';
import type { BenchPlace } from './place.ts';
import type { BenchServer } from './server.ts';

const TIMES = 80;
/** What PostgreSQL does beside answering, for hours after much was written: none of it is a request's. */
const UPKEEP =
	/^postgres: (?:checkpointer|background writer|walwriter|autovacuum|logical replication)/;

const isUpkeep = (pid: number): boolean => {
	try {
		return UPKEEP.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
	} catch {
		return true;
	}
};

/**
 * Milliseconds of CPU that PostgreSQL spends on one request to the demo community, the median of many: of those who
 * answer it and of those who read for them.
 */
export async function requestCpu(
	server: BenchServer,
	{ postmaster }: BenchPlace,
	{ path, cookie }: { path: string; cookie: string },
): Promise<number> {
	const used = () =>
		childrenOf(postmaster())
			.filter((child) => !isUpkeep(child))
			.reduce((sum, backend) => sum + cpuOf(backend), 0);
	const cpu: number[] = [];
	for (let time = 0; time < TIMES + 5; time++) {
		const before = used();
		const { status } = await send(server.port, { slug: DEMO, path, cookie });
		if (status !== 200) throw new Error(`"${path}" was answered ${status}`);
		// The first runs fill caches and plans.
		if (time >= 5) cpu.push(used() - before);
	}
	return quantile(cpu, 0.5);
}
