import { Knex } from "knex";
import { type Exercise, MuscleGroup } from "../src/domain/exercises";

const EXERCISES: Exercise[] = [
  {
    slug: "push-up",
    name: "Push-up",
    muscle_group: MuscleGroup.Chest,
    equipment: "none",
    attributes: { level: "beginner", tags: ["home", "push"] },
  },
  {
    slug: "back-squat",
    name: "Back squat",
    muscle_group: MuscleGroup.Legs,
    equipment: "barbell",
    attributes: { level: "intermediate", tags: ["strength"] },
  },
  {
    slug: "kettlebell-swing",
    name: "Kettlebell swing",
    muscle_group: MuscleGroup.FullBody,
    equipment: "kettlebell",
    attributes: { level: "intermediate", tags: ["conditioning", "hinge"] },
  },
];

export async function seed(knex: Knex): Promise<void> {
  await knex("exercises").insert(EXERCISES).onConflict("slug").merge();
}
