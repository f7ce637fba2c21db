import type { Outcome } from '../domain/appeal/parts.ts';

/** A moment: working days before the sandbox's first morning (0: that morning), and the time of day in China. */
export interface When {
  daysAgo: number;
  time: string;
}

/** What somebody did with a past appeal: its handler, the centre (`approve`) or its submitter (`inform`). */
export type Deed = When &
  (
    | { does: 'sign' | 'approve' | 'inform' }
    | { does: 'progress'; text: string }
    /** `promised`: in working days from the first morning, negative for days before it. */
    | { does: 'plan'; text: string; companyText: string; promised: number }
    | { does: 'resolve'; outcome: Outcome; text: string; companyText: string }
  );

export interface PastAppeal extends When {
  /** open_id of the demo specialist. */
  by: string;
  taskForce: number;
  text: string;
  deeds: Deed[];
}

type Plan = Extract<Deed, { does: 'plan' }>;

/** Signed, planned on the next working day, and the company told of the plan within an hour. */
export function planned(signed: When, { text, companyText, promised }: Omit<Plan, 'does' | keyof When>): Deed[] {
  const daysAgo = signed.daysAgo - 1;
  return [
    { ...signed, does: 'sign' },
    { does: 'plan', daysAgo, time: '15:10', text, companyText, promised },
    { does: 'inform', daysAgo, time: '16:00' },
  ];
}
