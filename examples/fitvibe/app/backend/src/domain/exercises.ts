/** Muscle groups as the coaches name them; the order is the order of the body map in the app. */
export enum MuscleGroup {
  Chest = "chest",
  Back = "back",
  Shoulders = "shoulders",
  Arms = "arms",
  Core = "core",
  Legs = "legs",
  FullBody = "full_body",
}

export const EQUIPMENT = ["none", "dumbbell", "barbell", "kettlebell", "machine", "band"] as const;
export type Equipment = (typeof EQUIPMENT)[number];

export interface Exercise {
  slug: string;
  name: string;
  muscle_group: MuscleGroup;
  equipment: Equipment;
  attributes: { level: "beginner" | "intermediate" | "advanced"; tags: string[] };
}
