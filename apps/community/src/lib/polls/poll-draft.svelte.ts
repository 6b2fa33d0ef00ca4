import { NewPoll } from '@kith/domains/polls/schema';

/** A poll as it is being written. */
export class PollDraft {
	isOpen = $state(false);
	choices = $state(['', '', '', '']);
	method = $state('single');
	results = $state('always');
	days = $state('');
	maxChoices = $state('2');
	isAnonymous = $state(false);

	/** The poll: undefined when none is wanted, null when what was written makes none. */
	read(): NewPoll | null | undefined {
		const choices = this.choices.map((text) => text.trim()).filter(Boolean);
		if (!this.isOpen || choices.length === 0) return undefined;
		const { method, results, isAnonymous } = this;
		const maxChoices = Math.min(Math.max(1, Number(this.maxChoices)), choices.length);
		const openDays = this.days ? Number(this.days) : null;
		return (
			NewPoll.safeParse({ method, results, isAnonymous, choices, maxChoices, openDays }).data ??
			null
		);
	}
}
