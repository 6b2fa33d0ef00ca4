import { Logger as QueueLogger } from 'graphile-worker';
import type { Logger } from '@kith/kernel/logger';

/** The queue's own words in our log: only warnings and errors, with the failing job's name. */
export function queueLogger(logger: Logger): QueueLogger {
	return new QueueLogger((scope) => (level, message) => {
		const line = { queue: scope.taskIdentifier ?? scope.label };
		if (String(level) === 'error') logger.error(line, message);
		else if (String(level) === 'warning') logger.warn(line, message);
		else logger.debug(line, message);
	});
}
