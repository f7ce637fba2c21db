/**
 * How people of a district that keeps its deadlines well, and not perfectly, behave. Shares of appeals; delays in
 * working hours (seven a day) or working days. With them an appeal is open for about twelve working days.
 */
export const habits = {
  /** Working days from the submission to the approval, on average; it sets how many arrive. */
  lifeWorkingDays: 12,
  /** Done outside of working hours: an evening or a day off. */
  atOddHours: 0.05,
  late: 0.15,
  /** Nobody does it at all. */
  never: 0.01,
  signHours: [0.3, 5],
  lateSignHours: [9, 18],
  asksReturn: 0.04,
  returnUpheld: 0.5,
  /** The task force's office hands it on to another member unit. */
  passedOn: 0.05,
  planHours: [5, 20],
  latePlanHours: [1, 20],
  /** Without a date in the plan the district's own deadline holds. */
  promises: 0.8,
  promiseWorkingDays: [4, 9],
  /** Before what is due. */
  resultHoursAhead: [1, 18],
  lateResultHours: [1, 20],
  progress: 0.6,
  extension: 0.08,
  extensionWorkingDays: [2, 5],
  pause: 0.03,
  pauseWorkingDays: [2, 5],
  asksRefused: 0.2,
  nudged: 0.05,
  informHours: [0.5, 6],
  lateInformHours: [9, 16],
  /** The centre decides and reviews within a day. */
  deskHours: [0.5, 6],
  lateDesk: 0.03,
  lateDeskHours: [9, 14],
  rejected: 0.1,
  correctionHours: [2, 11],
  lateCorrectionHours: [15, 22],
} as const;
