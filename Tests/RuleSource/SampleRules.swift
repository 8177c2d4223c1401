/// The examples of the rulebook's description, as far as they are acted upon.
let sampleRules = """
  calendar: { time_zone: Europe/Istanbul, week_starts: sun, holidays: [2026-10-29, 2026-01-01] }
  sources:
    - name: hubspot
      files: "hubspot-*.csv"
      record: lead
      identity: { HubSpot: Record ID, email: Email }
      fields: { title: Job Title }
      ignore: [Associated Company IDs]
      set: { activity: page_viewed }
      values: { outcome: { Left  Voicemail: voicemail, meeting_set: meeting } }
      empty: [Select]
      time_zone: Europe/Berlin
      dates: day_first
      encoding: windows-1254
      as_of: Last Modified Date
      owner: Contact owner
      verdict: { from: Lead Status, values: { UNQUALIFIED: rejected, Open  Deal: sql } }
      activities:
        - { activity: form_submitted, at: Recent Conversion Date, Form Name: Recent Conversion }
    - { name: calls, files: calls.csv, record: attempt, complete: daily }
  origin: [{ when: { source: sdr_outbound }, is: sales }, { is: marketing }]
  ignore: [{ name: Our own people, when: { email_domain: [ourselves.example] } }]
  lists: { rivals: [Rival.example, other.example] }
  fields: { budget: number, locations: number, Signed Up: { type: date } }
  fit:
    groups: { role: { at_most: 30, at_least: -20 } }
    rules:
      - name: Seniority
        group: role
        first_of:
          - { when: { seniority: c_level }, points: 30 }
          - { when: { seniority: [vp, director, head] }, points: 20 }
          - { when: { seniority: student }, points: -20 }
      - { name: Right size, when: { employees: { between: [50, 1000] } }, points: 25 }
      - { name: Locations, per: locations, points: 2.5, up_to: 20 }
  interest:
    half_life: 30d
    limits: [-10, 90]
    rules:
      - name: Asked for a demo
        did: [form_submitted, Demo Requested]
        where: { form: [demo, contact_sales] }
        points: 50
        half_life: 14d
        count: 1
      - name: Read pricing
        did: page_viewed
        where: { url: { contains: /pricing } }
        points: 10
        count: 3 per 7d
        expires: 90d
      - { name: Subscribed, did: subscribed, points: 20, half_life: none }
      - { name: Came by referral, when: { source: referral }, points: 10 }
  qualification:
    lead: { any: [{ email_kind: business }, { did: { activity: form_submitted } }] }
    grades: { fit: { B: 40 } }
    requires: [email, Signed Up]
    mql:
      - { name: Scores, fit: { at_least: 50 }, interest: { at_least: 40 } }
      - name: Hand raised
        did: { activity: form_submitted, where: { form: demo }, within: 7d, at_least: 2 }
        grade: [A1, B2]
    sql: { requires: [amount] }
    disqualify: [{ name: Competitor, when: { email_domain: { in: rivals } } }]
    waiting: { order: [grade, oldest], expires: 30d, then: nurture/stale }
  teams:
    inside_sales:
      manager: kendra@example.com
      time_zone: Europe/Istanbul
      bandwidth: { open: 40, per_day: 8 }
      reps:
        - id: jim
          name: Jim H.
          known_as: [Jim Halpert, "0058"]
          weight: 2
          bandwidth: { open: 60 }
        - { id: pam, takes: { country: [DE] }, away: [2026-12-24/2027-01-02, 2027-03-01] }
        - { id: dwight, paused: true, time_zone: Europe/Berlin, bandwidth: { per_week: 3 } }
    enterprise: { reps: [{ id: oscar }] }
  routing:
    - name: Big
      when: { employees: { at_least: 1000 } }
      to: enterprise
      by: least_loaded
      if_full: next
    - { name: Mid, when: { employees: { at_least: 100 } }, to: enterprise, if_full: inside_sales }
    - { name: Everyone else, to: inside_sales, by: weighted }
  follow_up:
    - name: Hot
      when: { grade: [A1, A2, B1, B2] }
      accept: 4h
      first_attempt: 90s
      attempts: 6
      apart: 1h
      reporting_lag: 15m
      unreached: nurture/unreached
    - { name: Everyone else, accept: 1d, first_attempt: 1d, attempts: 4, unreached: disqualified }
  rejections: { not_a_fit: disqualified, Bad Timing: nurture/bad_timing, else: nurture/lost }
  nurture:
    unreached:
      rest: 30d
      wakes: { did: { activity: form_submitted, where: { form: demo } } }
      interest: from_zero
      rounds: 3
      then: disqualified
    bad_timing: { rest: 90d, rounds: 2, then: stay }
    stale: { rest: 0d }
    lost: { rest: 26w }
  """
