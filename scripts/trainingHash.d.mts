export function trainingHash(root: string): string;
