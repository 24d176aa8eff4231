/** What publishing to staging or development does not do. */
export const onlyProduction = "Schedules, webhooks and events are set up from production's revision alone, so a revision elsewhere starts nothing by itself."
