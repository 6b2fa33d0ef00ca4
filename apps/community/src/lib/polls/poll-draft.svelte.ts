import type { PollInDraft } from '@kith/domains/drafts/schema';
import { NewPoll } from '@kith/domains/polls/schema';
import { m } from '#lib/paraglide/messages.js';
import { dayIn, endOf } from './poll-end.ts';

/** A poll as it is being written. */
export class PollDraft {
	isOpen = $state(false);
	choices = $state(['', '', '', '']);
	method = $state<PollInDraft['method']>('single');
	results = $state<PollInDraft['results']>('always');
	/** How many days it is open, `date` for a day of one's own, empty until it is closed. */
	days = $state('');
	endsOn = $state('');
	maxChoices = $state('2');
	isAnonymous = $state(false);

	/** The poll: undefined when none is wanted, null when what was written makes none. `timeZone` is where its days end. */
	read(timeZone: string): NewPoll | null | undefined {
		const choices = this.choices.map((text) => text.trim()).filter(Boolean);
		if (!this.isOpen || choices.length === 0) return undefined;
		const { method, results, isAnonymous } = this;
		const maxChoices = Math.min(Math.max(1, Number(this.maxChoices)), choices.length);
		const end = endOf(this, timeZone);
		if (!end) return null;
		const poll = { method, results, isAnonymous, choices, maxChoices, ...end };
		return NewPoll.safeParse(poll).data ?? null;
	}

	/** Why what was written makes no poll, in words. */
	get refusal(): string {
		return this.days === 'date' && this.endsOn === ''
			? m.poll_failure_day()
			: m.poll_failure_form();
	}

	/** What a draft keeps of it; null while there is nothing. */
	keep(): PollInDraft | null {
		const { choices, method, results, days, endsOn, maxChoices, isAnonymous } = this;
		if (!this.isOpen || choices.every((text) => text.trim() === '')) return null;
		return { choices: [...choices], method, results, days, endsOn, maxChoices, isAnonymous };
	}

	/** Goes on with what a draft kept. */
	restore(kept: PollInDraft): void {
		Object.assign(this, kept, { isOpen: true });
	}

	/** Goes on with a poll that waits to be published; its days begin when it is. */
	resume(poll: NewPoll, timeZone: string): void {
		const day = poll.endsAt && dayIn(poll.endsAt, timeZone);
		this.restore({
			...{ choices: [...poll.choices], method: poll.method, results: poll.results },
			...{ maxChoices: String(poll.maxChoices), isAnonymous: poll.isAnonymous },
			...{ days: day ? 'date' : String(poll.openDays ?? ''), endsOn: day ?? '' },
		});
	}
}
