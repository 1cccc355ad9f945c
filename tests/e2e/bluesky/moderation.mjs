// What the platform's moderators do, through Ozone, Bluesky's own moderation service.
const REPORT = 'tools.ozone.moderation.defs#modEventReport'
const repo = (did) => ({ $type: 'com.atproto.admin.defs#repoRef', did })

export class Moderation {
  #client

  constructor(ozone) {
    this.#client = ozone.getModClient()
  }

  // Every report received, oldest first.
  async reports() {
    const found = []
    let cursor
    do {
      const page = await this.#client.queryEvents({ types: [REPORT], sortDirection: 'asc', limit: 100, cursor })
      found.push(...page.events.map(summary))
      cursor = page.cursor
    } while (cursor)
    return found
  }

  // The moderators' queue: one line for each subject, with its review state.
  async statuses() {
    return (await this.#client.queryStatuses({ limit: 100, includeMuted: true })).subjectStatuses
  }

  takedown(did) {
    return this.#client.performTakedown({ subject: repo(did) })
  }

  restore(did) {
    return this.#client.performReverseTakedown({ subject: repo(did) })
  }
}

function summary(event) {
  return {
    id: event.id,
    reason_type: event.event.reportType,
    reason: event.event.comment ?? '',
    subject: event.subject,
    reported_by: event.createdBy,
    created_at: event.createdAt,
    mod_tool: event.modTool ?? null,
  }
}
