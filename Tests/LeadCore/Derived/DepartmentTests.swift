import Testing

@testable import LeadCore

/// What job titles of eight languages say of the department.
@Suite struct DepartmentTests {
  private func check(_ title: String, _ department: String?) {
    #expect(Titles.department.value(of: FoldedText(title))?.description == department)
  }

  @Test(arguments: [
    ("Sales Director", "sales"), ("VP Marketing", "marketing"), ("Product Manager", "product"),
    ("Product Marketing Manager", "marketing"), ("Sales Engineer", "sales"),
    ("Software Engineer", "engineering"), ("Data Scientist", "engineering"), ("CFO", "finance"),
    ("IT Manager", "it"), ("Information Security Officer", "it"), ("CTO", "it"),
    ("People Operations Manager", "hr"), ("Technical Recruiter", "hr"),
    ("General Counsel", "legal"),
    ("Data Protection Officer", "legal"), ("Customer Success Manager", "support"),
    ("Head of Procurement", "procurement"), ("Supply Chain Manager", "operations"),
    ("Executive Assistant", "administration"), ("R&D Manager", "research"),
    ("Account Executive", "sales"), ("Personal Assistant", "administration"), ("CEO", nil),
    ("", nil),
  ])
  func english(_ title: String, _ department: String?) { check(title, department) }

  @Test(arguments: [
    ("Vertriebsleiter", "sales"), ("Leiter Innenvertrieb", "sales"),
    ("Marketingleiterin", "marketing"),
    ("Onlinemarketing Manager", "marketing"), ("Personalleiter", "hr"),
    ("Einkäufer", "procurement"),
    ("Leiter Einkauf", "procurement"), ("Softwareentwickler", "engineering"),
    ("Finanzbuchhalter", "finance"), ("Leiter Rechnungswesen", "finance"), ("IT-Leiter", "it"),
    ("Rechtsanwältin", "legal"), ("Datenschutzbeauftragter", "legal"),
    ("Produktionsleiter", "operations"), ("Produktmanagerin", "product"),
    ("Kundenbetreuer", "support"), ("Assistentin der Geschäftsführung", "administration"),
    ("Geschäftsführer", nil),
  ])
  func german(_ title: String, _ department: String?) { check(title, department) }

  @Test(arguments: [
    ("Directeur commercial", "sales"), ("Responsable des ventes", "sales"),
    ("Directrice marketing", "marketing"), ("Chargée de communication", "marketing"),
    ("DRH", "hr"), ("Responsable ressources humaines", "hr"), ("Directeur financier", "finance"),
    ("Comptable", "finance"), ("DSI", "it"), ("Directeur informatique", "it"),
    ("Ingénieur logiciel", "engineering"), ("Chef de produit", "product"), ("Juriste", "legal"),
    ("Responsable achats", "procurement"), ("Service client", "support"),
    ("Responsable logistique", "operations"),
  ])
  func french(_ title: String, _ department: String) { check(title, department) }

  @Test(arguments: [
    ("Director Comercial", "sales"), ("Jefe de Ventas", "sales"),
    ("Gerente de Mercadeo", "marketing"),
    ("Directora de Marketing", "marketing"), ("Gerente de Recursos Humanos", "hr"),
    ("Jefa de Finanzas", "finance"), ("Contador", "finance"), ("Gerente de Sistemas", "it"),
    ("Ingeniero de Software", "engineering"), ("Abogada", "legal"),
    ("Jefe de Compras", "procurement"),
    ("Jefe de Logística", "operations"), ("Jefe de Producto", "product"),
    ("Atención al Cliente", "support"),
  ])
  func spanish(_ title: String, _ department: String) { check(title, department) }

  @Test(arguments: [
    ("Satış Müdürü", "sales"), ("Pazarlama Müdürü", "marketing"), ("İnsan Kaynakları Uzmanı", "hr"),
    ("İK Müdürü", "hr"), ("Bilgi İşlem Müdürü", "it"), ("Yazılım Mühendisi", "engineering"),
    ("Muhasebe Müdürü", "finance"), ("Mali İşler Direktörü", "finance"),
    ("Satın Alma Uzmanı", "procurement"), ("Hukuk Müşaviri", "legal"), ("Avukat", "legal"),
    ("Müşteri Hizmetleri Temsilcisi", "support"), ("Üretim Müdürü", "operations"),
    ("Ar-Ge Müdürü", "research"), ("Ürün Müdürü", "product"),
    ("Yönetici Asistanı", "administration"),
  ])
  func turkish(_ title: String, _ department: String) { check(title, department) }

  @Test(arguments: [
    ("Dyrektor Sprzedaży", "sales"), ("Przedstawiciel Handlowy", "sales"),
    ("Specjalista ds. marketingu", "marketing"), ("Kierownik Działu Kadr", "hr"),
    ("Główna księgowa", "finance"), ("Dyrektor Finansowy", "finance"), ("Informatyk", "it"),
    ("Programista", "engineering"), ("Radca prawny", "legal"),
    ("Kierownik ds. zakupów", "procurement"),
    ("Specjalista ds. obsługi klienta", "support"), ("Kierownik Produkcji", "operations"),
    ("Kierownik magazynu", "operations"), ("Asystentka Zarządu", "administration"),
  ])
  func polish(_ title: String, _ department: String) { check(title, department) }

  @Test(arguments: [
    ("مدیر فروش", "sales"), ("مدیر بازاریابی", "marketing"),
    ("کارشناس بازاریابی و فروش", "marketing"),
    ("مدیر منابع انسانی", "hr"), ("مدير مالي", "finance"), ("حسابدار", "finance"),
    ("مدیر فناوری اطلاعات", "it"), ("مهندس نرم‌افزار", "engineering"),
    ("برنامه‌نویس", "engineering"),
    ("مشاور حقوقی", "legal"), ("مدیر محصول", "product"), ("کارشناس خرید", "procurement"),
    ("مدیر تولید", "operations"), ("کارشناس پشتیبانی", "support"), ("مدیرعامل", nil),
  ])
  func persian(_ title: String, _ department: String?) { check(title, department) }

  @Test(arguments: [
    ("ผู้จัดการฝ่ายขาย", "sales"), ("ผู้อำนวยการฝ่ายการตลาด", "marketing"),
    ("ผู้จัดการฝ่ายบุคคล", "hr"), ("ทรัพยากรบุคคล", "hr"), ("พนักงานบัญชี", "finance"),
    ("ผู้จัดการฝ่ายไอที", "it"), ("วิศวกรซอฟต์แวร์", "engineering"), ("นิติกร", "legal"),
    ("เจ้าหน้าที่จัดซื้อ", "procurement"), ("ผู้จัดการโรงงาน", "operations"),
    ("ผู้จัดการผลิตภัณฑ์", "product"), ("เจ้าหน้าที่ธุรการ", "administration"),
    ("เจ้าหน้าที่บริการลูกค้า", "support"),
  ])
  func thai(_ title: String, _ department: String) { check(title, department) }
}
