/// Small rulebooks for the tests that need one.
enum SmallRules {
  /// Whoever asks for a demo goes to `jim`, then `pam`; three silent calls and they rest.
  static let sales: [String: String] = [
    "all.yaml": """
    interest:
      half_life: 30d
      rules:
        - { name: Asked for a demo, did: form_submitted, where: { form: demo }, points: 50 }
    fit:
      rules:
        - { name: Boss, when: { title: { has_word: [ceo, cto] } }, points: 60 }
        - { name: Anybody else, when: { title: { known: true } }, points: 30 }
    qualification:
      requires: [email]
      mql:
        - { name: Boss, fit: { at_least: 60 } }
        - { name: Demo, did: { activity: form_submitted, where: { form: demo }, within: 30d } }
      waiting: { order: [grade, oldest], expires: 30d, then: nurture/stale }
    teams:
      sales:
        manager: kendra@example.com
        bandwidth: { open: 1000, per_day: 1000 }
        reps:
          - { id: jim, name: Jim H., email: jim@example.com, known_as: [Jim Halpert] }
          - { id: pam, name: Pam B., email: pam@example.com }
    routing:
      - { name: Everyone, to: sales, by: round_robin }
    follow_up:
      - name: Everyone
        accept: 1d
        first_attempt: 1d
        attempts: 3
        apart: 1m
        unreached: nurture/unreached
    rejections: { not_a_fit: disqualified, else: nurture/lost }
    nurture:
      unreached: { rest: 10d, interest: from_zero }
      lost: { rest: 180d }
      stale: { rest: 5d }

    """
  ]

  /// Nobody is handed to anybody.
  static let none: [String: String] = [
    "fit.yaml": """
    fit:
      rules:
        - { name: Boss, when: { title: { has_word: [ceo, cto] } }, points: 60 }

    """
  ]
}
